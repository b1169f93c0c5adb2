import * as errors from "./errors";
import { looksEncryptedByStore, looksLikePlaceholder, unwrap } from "./pem";

/**
 * What can stand in a request header as one word. Real keys are 32 lower-case hex digits, but
 * nobody promised that: taken as it is, its length only guards against pasted sentences and files.
 */
const ONE_WORD = /^[\x21-\x7e]{8,128}$/;

/**
 * The public key (API key) without blanks and quotes around it, otherwise untouched.
 * Errors: CS1002, CS1003, CS1011 to CS1013. It is no secret, yet never quoted: a person who swaps
 * the two halves would find the private one in the log.
 */
export function canonicalPublicKey(text: string, path: string): string {
  const bare = typeof text === "string" ? unwrap(text) : "";
  if (bare === "") throw errors.publicKeyEmpty(path);
  if (bare.includes("-----")) throw errors.pemAsPublicKey(path);
  if (looksEncryptedByStore(bare)) throw errors.encryptedByStore(path);
  if (looksLikePlaceholder(bare)) throw errors.placeholderGiven(path);
  if (!ONE_WORD.test(bare)) throw errors.publicKeyMalformed(path);
  return bare;
}
