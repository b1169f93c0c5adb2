import { withoutHidden } from "./sanitize";

/** The word that the engine itself prints in place of a secret. */
export const REDACTED = "[secret]";

/** What parts the lines of a wrapped text: real ends of lines and blanks, or escaped ones. */
const GAP = String.raw`(?:\s|\\+[nr])+`;

/**
 * What is a secret by its form, wherever it stands. A service may echo what it was sent or has just
 * made, people paste what they have at hand, and a plan may show secrets in clear.
 */
const FORMS: readonly RegExp[] = [
  // A PEM block, a broken one too: without its end all that follows may be the key.
  /-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g,
  // The base64 of one, in one line or wrapped: a Kubernetes secret, a variable of a CI.
  new RegExp(String.raw`LS0tLS1CRUdJTi[\w+/=-]*(?:${GAP}[\w+/=-]{40,})*`, "g"),
  // A JWT (RFC 7519), a JWE in five parts (RFC 7516), or what is left of one.
  /\beyJ[\w-]+(?:\.[\w-]*){0,3}\.[\w-]+/g,
  // A token of RFC 6750, but not the word after it in a sentence: what has a digit, or a dot inside.
  /\bBearer\s+(?:\[secret\]|(?=[\w.~+/=-]*(?:\d|\.\w)|[\w~+/=-]{20})[\w.~+/=-]+)/gi,
  // A key's body without its marker lines, in one line or wrapped: no name or id is so long.
  /[\w+/=-]{200,}/g,
  new RegExp(`(?:[A-Za-z0-9+/=]{48,199}${GAP}){3,}[A-Za-z0-9+/=]*`, "g"),
];

/** One of these is in each text that a form fits, unless it is longer than the least of the bodies. */
const SIGNS = /-----BEGIN|LS0tLS1CRUdJTi|eyJ|Bearer\s/i;

/** The least that the last form matches: three lines of 48, with their ends. */
const SHORTEST_BODY = 147;

/**
 * The text without anything that looks like a private key or a token, and without the secrets that
 * are named. Looks through what is hidden: a secret that invisible characters part is found too, and
 * then they go with it.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const bare = withoutHidden(text);
  // Nearly every text of a plan is short and plain; thousands of them are looked at.
  if (secrets.length === 0 && bare.length < SHORTEST_BODY && !SIGNS.test(bare)) return text;
  let redacted = bare;
  for (const secret of secrets) if (secret) redacted = redacted.replaceAll(secret, REDACTED);
  for (const form of FORMS) redacted = redacted.replace(form, REDACTED);
  return redacted === bare ? text : redacted;
}
