/** Key pairs as data: reading, comparing, signing. Pure: no clock, no I/O. */
export { canonicalPrivateKey, fingerprint, isFingerprint, privateKeyEquals } from "./privateKey";
export { canonicalPublicKey } from "./publicKey";
export { canonicalSealKey, sealer, unseal } from "./sealing";
export { signature } from "./signature";
export { createSigner, type Signer } from "./signer";
export type { Environment, KeyPair } from "./types";
