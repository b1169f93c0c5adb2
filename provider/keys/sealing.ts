import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { holderKeyInvalid, sealKeyInvalid, sealKeyIsPrivate, unsealFailed } from "./errors";
import { unwrap } from "./pem";

/*
 * Sealing: a private key as a JWE (RFC 7516, compact) that one holder can open. By jose, since
 * nobody should write their own; loaded only where a pair is sealed. It is an ES module, hence the
 * dynamic imports, which Node 20 needs.
 */

const CURVES = ["prime256v1", "secp384r1", "secp521r1"];

/**
 * The holder's public key as canonical SPKI PEM: equal keys must be equal texts, for another text
 * costs a new pair. Errors: CS1130, CS1131, neither of which quotes the text.
 */
export function canonicalSealKey(text: string, path: string): string {
  const bare = unwrap(typeof text === "string" ? text : "").replaceAll("\\n", "\n");
  if (/PRIVATE KEY-----/.test(bare)) throw sealKeyIsPrivate(path);
  if (!/^-----BEGIN (RSA )?PUBLIC KEY-----/.test(bare)) throw sealKeyInvalid(path, "no PEM block");
  let key: KeyObject;
  try {
    key = createPublicKey(bare);
  } catch {
    throw sealKeyInvalid(path, "damaged");
  }
  const { modulusLength = 0, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  const kind = key.asymmetricKeyType;
  if (kind === "rsa" && modulusLength < 2048) throw sealKeyInvalid(path, `${modulusLength} bits`);
  if (kind === "ec" && !CURVES.includes(namedCurve)) throw sealKeyInvalid(path, namedCurve);
  if (kind !== "rsa" && kind !== "ec") throw sealKeyInvalid(path, `kind ${kind}`);
  return key.export({ format: "pem", type: "spki" }).toString();
}

/** Seals texts to one holder. Made before there is a text to seal, so that nothing is left to fail. */
export async function sealer(sealTo: string): Promise<(text: string) => Promise<string>> {
  const { CompactEncrypt } = await import("jose");
  const key = createPublicKey(sealTo);
  // RFC 7518: 4.3 for RSA, 4.6 for EC; the content under AES-256-GCM (5.3).
  const alg = key.asymmetricKeyType === "rsa" ? "RSA-OAEP-256" : "ECDH-ES+A256KW";
  const seal = (text: string) =>
    new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg, enc: "A256GCM" })
      .encrypt(key);
  await seal("tried once before it matters");
  return seal;
}

/**
 * The private key that was sealed, for the holder of `holderKey` (a private key, PEM or JWK).
 * Errors: CS1134, CS1135.
 */
export async function unseal(sealed: string, holderKey: string): Promise<string> {
  const { compactDecrypt } = await import("jose");
  const key = holderKeyOf(unwrap(holderKey));
  try {
    const { plaintext } = await compactDecrypt(unwrap(sealed), key, {
      keyManagementAlgorithms: ["RSA-OAEP-256", "ECDH-ES+A256KW"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return new TextDecoder().decode(plaintext);
  } catch {
    // The reason says nothing that the holder could act on, and must not say more than that.
    throw unsealFailed();
  }
}

function holderKeyOf(text: string): KeyObject {
  try {
    if (!text.startsWith("{")) return createPrivateKey(text);
    return createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: "jwk" });
  } catch {
    // OpenSSL's reason is left out: it may quote what it could not read.
    throw holderKeyInvalid();
  }
}
