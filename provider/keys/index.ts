/** Key pairs as data: reading, comparing, signing. Pure: no clock, no I/O. */

export type { Environment, KeyPair } from "../domain/keyPair";
export { createSigner } from "./jwt";
export {
  canonicalPrivateKey,
  canSign,
  fingerprint,
  isFingerprint,
  privateKeyEquals,
} from "./privateKey";
export { canonicalPublicKey } from "./publicKey";
export { canonicalSealKey, sealer, unseal } from "./sealing";
