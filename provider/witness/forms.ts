import { createHash, createPrivateKey } from "node:crypto";
import { CIPHERTEXT, revealed } from "./record";

/** A key pair, as far as it is known. */
export interface Halves {
  readonly publicKey: string;
  readonly privateKey?: string | undefined;
}

/** How deep base64 in base64 is followed: a manifest that is a secret, which holds one, is three. */
const DEPTH = 3;

/** Line breaks, and those that JSON or a shell has escaped, once or more often. */
const BREAKS = /(?:\\+[nrt]|\s)+/g;

/** From here on a text may be the private half, or hold it. */
const LONG = 400;

/**
 * All text of a recorded value, in every form that a pair is searched for: as it is, without line
 * breaks, and what is behind base64.
 */
export function textsIn(value: unknown): string {
  const found: string[] = [];
  const visit = (item: unknown): void => {
    const shown = revealed(item);
    if (typeof shown === "string") readInto(found, shown, 0);
    else if (typeof shown === "object" && shown !== null) Object.values(shown).forEach(visit);
  };
  visit(value);
  return found.join("\n");
}

function readInto(found: string[], text: string, depth: number): void {
  found.push(text);
  const whole = text.length < LONG ? text : text.replace(BREAKS, "");
  if (whole !== text) found.push(whole);
  if (depth === DEPTH) return;
  for (const [run] of whole.matchAll(/[A-Za-z0-9+/_-]{11,}={0,2}/g)) {
    const decoded = Buffer.from(run, "base64").toString("utf8");
    if (isText(decoded)) readInto(found, decoded, depth + 1);
  }
}

/** What base64 was made from, when it was text: bytes that happen to fit hold none of ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text.
const isText = (text: string) => text !== "" && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/.test(text);

/** Whether a text from {@link textsIn} has either half in it. */
export function finderOf({ publicKey, privateKey }: Halves): (texts: string) => boolean {
  const bodies = privateKey === undefined ? [] : bodiesOf(privateKey);
  return (texts) => hasWord(texts, publicKey) || bodies.some((body) => texts.includes(body));
}

/** Not within a longer word: that is another key. */
function hasWord(texts: string, word: string): boolean {
  for (let at = texts.indexOf(word); at >= 0; at = texts.indexOf(word, at + 1)) {
    const around = `${texts[at - 1] ?? ""}${texts[at + word.length] ?? ""}`;
    if (!/[A-Za-z0-9]/.test(around)) return true;
  }
  return false;
}

/** The numbers of a private key in base64, in both layouts that stores are given. */
function bodiesOf(privateKey: string): string[] {
  try {
    const key = createPrivateKey(privateKey);
    return (["pkcs8", "pkcs1"] as const).map((type) =>
      key.export({ type, format: "der" }).toString("base64"),
    );
  } catch {
    // No key: what was issued can't be used, and is searched for as it came.
    return [privateKey];
  }
}

/** The usual digests of both halves: who keeps one of these has been given that pair. */
export function digestsOf({ publicKey, privateKey }: Halves): ReadonlySet<string> {
  const texts = [publicKey, ...(privateKey === undefined ? [] : [privateKey, privateKey.trim()])];
  return new Set(
    texts.flatMap((text) =>
      ["md5", "sha1", "sha256", "sha512"].flatMap((algorithm) => {
        const digest = createHash(algorithm).update(text).digest();
        return [digest.toString("hex"), digest.toString("base64").replace(/=+$/, "")];
      }),
    ),
  );
}

/**
 * The parts of a value that do not show what they were made from: ciphertext, and texts that look
 * like a digest.
 */
export function opaquePartsOf(value: unknown): (string | typeof CIPHERTEXT)[] {
  const shown = revealed(value);
  if (shown === CIPHERTEXT) return [CIPHERTEXT];
  if (typeof shown === "string") {
    const text = shown.trim();
    const [, digest] = DIGEST.exec(text) ?? [];
    if (digest !== undefined && isRandom(digest)) return [digest];
    return CRYPT.test(text) || OCTETS.test(text) ? [text] : [];
  }
  if (typeof shown !== "object" || shown === null) return [];
  return Object.values(shown).flatMap(opaquePartsOf);
}

/** Alone, or behind the name of its algorithm: `sha256:…`, `sha512-…`. */
const DIGEST = /^(?:[A-Za-z0-9.$]{1,16}[:$-])?([A-Za-z0-9+/_.-]{22,})={0,2}$/;
/** As `crypt` writes it: `$2b$10$…`, `$argon2id$v=19$…`. */
const CRYPT = /^\$[a-z0-9-]+\$\S{20,}$/i;
/** Two digits at a time: `0A:1B:…`. */
const OCTETS = /^(?:[0-9a-f]{2}:){15,}[0-9a-f]{2}$/i;

/** How long digests of 16 to 64 bytes are in base64, without padding. */
const LENGTHS = [22, 27, 38, 43, 64, 86];

/** Hexadecimal, or of all kinds of letters: not a name. A dash is of a name, unless the length is a digest's. */
const isRandom = (text: string) =>
  /^(?:[0-9a-f]{32,}|[0-9A-F]{32,})$/.test(text) ||
  (/[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    /[0-9]/.test(text) &&
    !text.includes(".") &&
    (!text.includes("-") || LENGTHS.includes(text.length)));
