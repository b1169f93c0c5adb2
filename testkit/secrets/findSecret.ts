import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { type Form, forms, pieces } from "./forms";

/** Where a secret was found, and in which form. Never the secret itself. */
export interface Place {
  readonly where: string;
  readonly form: string;
}

/** A text to search, and what to call it. */
export interface Haystack {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Every file below these folders. Links are not followed: they lead into the checkout. */
export function* filesBelow(...folders: string[]): Generator<Haystack> {
  for (const folder of folders)
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) {
        const where = join(entry.parentPath, entry.name);
        yield { where, bytes: readFileSync(where) };
      }
}

/** The places where a secret, or a part of it, can be read by anyone who can read the place. */
export function findSecret(secret: string, haystacks: Iterable<Haystack>): Place[] {
  const wanted = pieces(secret).flatMap(forms);
  const find = finderOf(wanted);
  const places: Place[] = [];
  for (const { where, bytes } of haystacks) {
    const plain = unpacked(bytes).toString("latin1");
    // Encoders wrap and indent; escaped line breaks count as such, however often escaped.
    const joined = plain.replace(/\s|\\+[nr]/g, "");
    const found = find(plain) ?? (joined === plain ? undefined : find(joined));
    if (found) places.push({ where, form: found.name });
  }
  return places;
}

/** Looks for thousands of texts in one pass: by their first characters, then the rest. */
function finderOf(wanted: readonly Form[]): (text: string) => Form | undefined {
  const width = Math.min(...wanted.map(({ text }) => text.length), 8);
  const byStart = new Map<string, number[]>();
  for (const [index, { text }] of wanted.entries()) {
    const start = text.slice(0, width);
    byStart.set(start, [...(byStart.get(start) ?? []), index]);
  }
  return (text) => {
    let first = Number.POSITIVE_INFINITY;
    for (let at = 0; at + width <= text.length; at++) {
      const indices = byStart.get(text.slice(at, at + width));
      if (!indices) continue;
      // The form declared first is the plainest: that one is told.
      for (const index of indices) {
        if (index < first && text.startsWith(wanted[index]?.text ?? "", at)) first = index;
      }
    }
    return wanted[first];
  };
}

/** A file that a kill cut off is unpacked as far as it goes. */
function unpacked(bytes: Buffer): Buffer {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
}
