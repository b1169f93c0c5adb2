import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import * as errors from "./errors";
import { looksEncryptedByStore, looksLikePlaceholder, readPem, unwrap } from "./pem";

/** The least that RS256 signers are to use (RFC 7518, 3.3). */
const LEAST_BITS = 2048;

/**
 * The private key as canonical PKCS#8 PEM: 64 columns, LF, one newline at the end. OpenSSL in a
 * store refuses most other layouts, and equal keys must be equal texts for the engine's diff.
 *
 * Repairs CRLF, escaped newlines, one-line PEM, blanks and quotes around it, and PKCS#1.
 * Errors: CS1001 to CS1010, none of which quotes the text.
 */
export function canonicalPrivateKey(text: string, path: string): string {
  // Called by `check` with whatever a program handed in.
  const bare = typeof text === "string" ? unwrap(text) : "";
  if (bare === "") throw errors.privateKeyEmpty(path);
  if (looksEncryptedByStore(bare)) throw errors.encryptedByStore(path);
  if (looksLikePlaceholder(bare)) throw errors.placeholderGiven(path);

  const block = readPem(bare);
  if (block === "not pem") throw errors.privateKeyNotPem(path);
  if (block === "truncated") throw errors.privateKeyTruncated(path);
  if (block === "malformed") throw errors.privateKeyMalformed(path);
  if (block === "encrypted") throw errors.privateKeyEncrypted(path);

  const key = read(block.label, block.der, path);
  const kind = key.asymmetricKeyType;
  if (kind !== "rsa") throw errors.wrongKeyType(path, kind ?? "unknown");
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < LEAST_BITS) throw errors.privateKeyTooShort(path, bits);
  if (!isConsistent(key)) throw errors.privateKeyMalformed(path);
  // From the numbers alone: OpenSSL carries a damaged version digit into what it writes.
  const clean = createPrivateKey({ key: key.export({ format: "jwk" }), format: "jwk" });
  return clean.export({ format: "pem", type: "pkcs8" }).toString();
}

/** Whether this is a private key to sign with: what a portal has issued may be anything. */
export function canSign(privateKey: string): boolean {
  try {
    return createPrivateKey(privateKey).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** Which kind of private key a label of its own stands for, in our words. */
const OTHER_KINDS: Record<string, string> = {
  "EC PRIVATE KEY": "EC",
  "DSA PRIVATE KEY": "DSA",
  "OPENSSH PRIVATE KEY": "OpenSSH",
};

function read(label: string, der: Buffer, path: string): KeyObject {
  if (label === "ENCRYPTED PRIVATE KEY") throw errors.privateKeyEncrypted(path);
  if (/PUBLIC KEY|CERTIFICATE|X509 CRL/.test(label)) throw errors.publicHalfGiven(path);
  const other = OTHER_KINDS[label];
  if (other) throw errors.wrongKeyType(path, other);
  try {
    if (label === "PRIVATE KEY")
      return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    if (label === "RSA PRIVATE KEY") {
      return createPrivateKey({ key: der, format: "der", type: "pkcs1" });
    }
  } catch {
    // OpenSSL's reason is left out: it says nothing that a person could act on.
  }
  throw errors.privateKeyMalformed(path);
}

/** `SHA256:` and the base64 digest of the public half (SPKI DER): the same for every layout. */
export function fingerprint(privateKeyPem: string): string {
  const spki = createPublicKey(privateKeyPem).export({ format: "der", type: "spki" });
  return `SHA256:${createHash("sha256").update(spki).digest("base64").replace(/=+$/, "")}`;
}

/** Whether a text is what {@link fingerprint} gives. */
export const isFingerprint = (text: string): boolean => /^SHA256:[A-Za-z0-9+/]{43}$/.test(text);

/** Whether two texts are the same key, whatever their layout. Texts that are no key: if equal. */
export function privateKeyEquals(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return canonicalPrivateKey(a, "") === canonicalPrivateKey(b, "");
  } catch {
    return false;
  }
}

/**
 * Whether the numbers of an RSA private key fit each other (RFC 8017, 3.2). OpenSSL reads a key
 * with a damaged digit without a word, and then signs what nobody can verify.
 */
export function isConsistent(key: KeyObject): boolean {
  const jwk = key.export({ format: "jwk" });
  const read = (value: string | undefined) =>
    BigInt(`0x0${Buffer.from(value ?? "", "base64url").toString("hex")}`);
  const [n, e, d, p, q] = [read(jwk.n), read(jwk.e), read(jwk.d), read(jwk.p), read(jwk.q)];
  const [dp, dq, qi] = [read(jwk.dp), read(jwk.dq), read(jwk.qi)];
  return (
    p > 1n &&
    q > 1n &&
    n === p * q &&
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    dp === d % (p - 1n) &&
    dq === d % (q - 1n) &&
    (qi * q) % p === 1n
  );
}
