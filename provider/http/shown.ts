/**
 * What must not reach a terminal: controls, and the invisible signs of Unicode's format class,
 * among them those that turn the reading direction.
 */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Colour and cursor sequences (ECMA-48, 5.4) go whole, or their letters would stay behind. */
const ESCAPES = /\p{Cc}\[[0-9;?]*[ -/]*[@-~]/gu;

/** PEM blocks, even broken ones, and tokens: a service may echo what it was sent or has just made. */
const SECRETS =
  /-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)|\beyJ[\w-]+(?:\.[\w-]*){1,2}|\bBearer\s+\S+/g;

const LONGEST = 200;

/** A text of a service, fit for a message: one line, no controls, no key or token, not long. */
export function shown(text: string, secrets: readonly string[] = []): string {
  let rest = text;
  for (const secret of secrets) if (secret) rest = rest.replaceAll(secret, "[secret]");
  const line = rest
    .replace(SECRETS, "[secret]")
    .replace(ESCAPES, "")
    .replace(UNSHOWABLE, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
