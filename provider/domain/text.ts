import { redact } from "./redact";
import { sanitize } from "./sanitize";

/** What a service says is quoted within a sentence, and so is kept short. */
const LONGEST_QUOTE = 200;

/** A text of a service, fit for a message: no key or token, and then on one line, visible, short. */
export const serviceText = (text: string, secrets: readonly string[] = []): string =>
  sanitize(redact(text, secrets), { longest: LONGEST_QUOTE });

/** "2 stores", "1 store". */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;

/** At most so many names, then how many more: a report must stay readable for 10,000 of them. */
export function listed(names: readonly string[], most = 5): string {
  const first = names.slice(0, most).join(", ");
  return names.length > most ? `${first} and ${names.length - most} more` : first;
}

/** All of them, each of which may hold commas; "none" rather than nothing. */
export const allOrNone = (items: readonly string[]): string =>
  items.length ? items.join("; ") : "none";

/** By code point, whatever the machine's language: a report reads the same everywhere. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A text file as it was saved: UTF-8 or UTF-16, with or without a byte order mark. Windows
 * PowerShell's `>` writes UTF-16.
 */
export function decodedText(bytes: Buffer): string {
  const [first, second] = bytes;
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  const isLittleEndian = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const text = isBigEndian
    ? Buffer.from(whole).swap16().toString("utf16le")
    : isLittleEndian
      ? whole.toString("utf16le")
      : bytes.toString("utf8");
  return text.replace(/^\ufeff/, "");
}
