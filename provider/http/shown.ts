/**
 * What must not reach a terminal: controls, and the invisible signs of Unicode's format class,
 * among them those that turn the reading direction.
 */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const ESC = "\u001b";
/** Colour and cursor sequences (ECMA-48, 5.4) go whole, or their letters would stay behind. */
const ESCAPES = new RegExp(`${ESC}\\[[0-9;?]*[ -/]*[@-~]`, "g");

/** PEM blocks, even broken ones, and tokens: a service may echo what it was sent or has just made. */
const SECRETS =
  /-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)|\beyJ[\w-]+(?:\.[\w-]*){1,2}|\bBearer\s+\S+/g;

const LONGEST = 200;

/** A text of a service, fit for a message: one line, no controls, no key or token, not long. */
export function shown(text: string, secrets: readonly string[] = []): string {
  let line = text.replace(ESCAPES, "").replace(UNSHOWABLE, " ").replace(/\s+/g, " ").trim();
  // After the cleaning, or a control in its midst would hide a secret.
  for (const secret of secrets) if (secret) line = line.replaceAll(secret, "[secret]");
  line = line.replace(SECRETS, "[secret]");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
