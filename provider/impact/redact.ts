/** What stands in a plan for a value that is known only after `up`. Source: facts of the engine's SDK. */
const UNKNOWN_MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === UNKNOWN_MARK;

/** The word that the engine itself prints in place of a secret. */
export const REDACTED = "[secret]";

const PEM = /-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g;
/** A key's body without its marker lines, in one line or wrapped: no name or id is so long. */
const KEY_BODY =
  /[A-Za-z0-9+/=_-]{200,}|(?:[A-Za-z0-9+/=]{48,80}(?:\s|\\[nr])+){3,}[A-Za-z0-9+/=]*/g;

/** The text without anything that looks like a private key. Names are people's: they may hold one. */
export function scrub(text: string): string {
  // Nearly every text of a plan is short and plain; thousands of them are looked at.
  if (text.length < SHORTEST && !text.includes("-----BEGIN")) return text;
  return text.replace(PEM, REDACTED).replace(KEY_BODY, REDACTED);
}

/** The least that the second pattern matches: three lines of 48, with their ends. */
const SHORTEST = 147;

/** A text that a report may show; undefined for all else, and for what is unknown until `up`. */
export const shownText = (value: unknown): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? scrub(value) : undefined;
