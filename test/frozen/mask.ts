/** What the SDK writes for a secret, and for a value that is not known yet: never masked. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const CONSTANTS = new Set([
  SIGNATURE,
  "1b47061264138c4ac30d75fd1eb44270",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
]);

/** What differs from run to run, and what stands for it. The first that matches counts. */
const PATTERNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["pem", /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g],
  ["jwe", /eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g],
  ["fingerprint", /SHA256:[A-Za-z0-9+/=]{43,}/g],
  ["time", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g],
  ["uuid", /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g],
  ["key", /\b[0-9a-f]{32}\b/g],
  ["host", /\b127\.0\.0\.1:\d+/g],
];

/** Fields of the engine's own, whose values are of no concern. */
const DROPPED = new Set([
  ...["created", "modified", "manifest", "secrets_providers", "stackTrace"],
  // Where the checkout lies.
  "sourcePosition",
]);

/** Lists without an order of their own: the urns of dependencies, and rows, which come by their ids. */
function inOrder(items: readonly unknown[]): readonly unknown[] {
  const words = items.map((item) => {
    if (typeof item === "string" && item.startsWith("urn:")) return item;
    const { dataSpaceId, name } = Object(item) as Record<string, unknown>;
    return dataSpaceId !== undefined && typeof name === "string" ? name : undefined;
  });
  if (words.includes(undefined)) return items;
  return items
    .map((item, index) => ({ item, word: words[index] ?? "" }))
    .sort((a, b) => (a.word < b.word ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Replaces keys, ids, times and places by their kind and a number, in the order in which they are
 * first seen: two that were equal stay equal, and two that differed still differ.
 */
export class Mask {
  readonly #numbers = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** @param given texts that are known to differ, and what stands for each */
  constructor(readonly given: Readonly<Record<string, string>> = {}) {}

  text(text: string): string {
    let masked = text;
    for (const [known, name] of Object.entries(this.given)) masked = masked.replaceAll(known, name);
    for (const [kind, pattern] of PATTERNS)
      masked = masked.replace(pattern, (found) => this.#numbered(kind, found));
    return masked;
  }

  value(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return inOrder(value).map((item) => this.value(item));
    if (typeof value !== "object" || value === null) return value;
    const { plaintext, ...others } = value as Record<string, unknown>;
    // A secret that was exported in clear holds its value as JSON.
    if (SIGNATURE in others && typeof plaintext === "string")
      return { secret: this.value(JSON.parse(plaintext)) };
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !DROPPED.has(key))
        .map(([key, item]) => [this.text(key), this.value(item)]),
    );
  }

  #numbered(kind: string, found: string): string {
    if (CONSTANTS.has(found)) return found;
    if (kind === "time") return "<time>";
    const known = this.#numbers.get(found);
    if (known !== undefined) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.#numbers.set(found, `<${kind} ${number}>`);
    return `<${kind} ${number}>`;
  }
}
