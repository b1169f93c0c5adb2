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

/** Control characters, and those that turn the reading direction or hide: a name must show as it is. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
  /\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const LONGEST_LINE = 300;

/**
 * A text on one line, without escape sequences, hidden or reversing characters, and not endless.
 * Names come from people and from other programs: every format but JSON passes them through here.
 */
export function visible(text: string, longest = LONGEST_LINE): string {
  const plain = text.replace(INVISIBLE, " ").replace(/\s+/g, " ").trim();
  const characters = plain.length > longest ? [...plain] : undefined;
  return characters && characters.length > longest
    ? `${characters.slice(0, longest - 1).join("")}…`
    : plain;
}

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

/** "2 stores", "1 store". */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;

/** At most so many names, then how many more: a report must stay readable for 10,000 of them. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** By code point, whatever the machine's language: a report reads the same everywhere. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
