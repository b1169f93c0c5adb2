import { createHash } from "node:crypto";
import { z } from "zod";
import { hidesText } from "../domain/sanitize";
import { canonicalPrivateKey, canonicalPublicKey, canonicalSealKey, isFingerprint } from "../keys";
import { idMalformed, nameEmpty, noPrivateHalf } from "./errors";
import { coded } from "./parse";

/** Which of the two hosts, and of an account's two pairs, is meant. */
export const environment = z.enum(["production", "sandbox"]);

/** A name that people read: blanks around it are dropped, and all else of it must be seen. */
export const nameAt = (path: string) =>
  coded((text) => {
    const name = text.trim();
    if (name === "" || name.length > 255 || hidesText(name)) throw nameEmpty(path);
    return name;
  });

/** An id of the service: a UUID, or 22 base62 characters on newer tenants; opaque otherwise. */
export const idAt = (path: string) =>
  coded((text) => {
    const id = text.trim();
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id)) throw idMalformed(path);
    return id;
  });

export const publicKeyAt = (path: string) => coded((text) => canonicalPublicKey(text, path));

/** Digests of texts that were found canonical; the keys themselves are not kept. */
const canonicalKeys = new Set<string>();

/**
 * One pair feeds a thousand data spaces, each checked by itself, and reading a key takes 0.6 ms:
 * what is known to be canonical is not read again.
 */
function canonicalOnce(text: string, path: string): string {
  const digest = createHash("sha256").update(text).digest("base64");
  if (canonicalKeys.has(digest)) return text;
  const canonical = canonicalPrivateKey(text, path);
  if (canonical === text) canonicalKeys.add(digest);
  return canonical;
}

export const privateKeyAt = (path: string) => coded((text) => canonicalOnce(text, path));

export const sealKeyAt = (path: string) => coded((text) => canonicalSealKey(text, path));

/**
 * The private half of a pair to sign with. A pair may lack it, and then says why it can't sign. In
 * recorded inputs, which the engine hands in again for what is ignored, its fingerprint stands for it.
 */
const signingKeyAt = (path: string) =>
  z.preprocess(
    (value, context) => {
      if (value !== undefined && value !== null) return value;
      context.addIssue({ code: "custom", params: { error: noPrivateHalf(path) } });
      return z.NEVER;
    },
    coded((text) => (isFingerprint(text) ? text : canonicalOnce(text, path))),
  );

/** What other resources sign with: the three outputs of an ApiKeyPair. */
export const keyPairAt = (path: string) =>
  z.strictObject({
    environment,
    publicKey: publicKeyAt(`${path}.publicKey`),
    privateKey: signingKeyAt(`${path}.privateKey`),
  });
