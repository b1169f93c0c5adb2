/** Quotes that a shell, a YAML file or a CI form leaves around a value. */
const QUOTED = /^(["'`])([\s\S]*)\1$/;

/** What stands inside blanks, a byte order mark and quotes, however nested. */
export function unwrap(text: string): string {
  let rest = text.trim();
  for (let inside = QUOTED.exec(rest); inside; inside = QUOTED.exec(rest)) {
    rest = (inside[2] ?? "").trim();
  }
  return rest;
}

/** Saved by Magento: `<key number>:<cipher>:<base64>`, `0:3:…` today. No key of ours begins like that. */
export const looksEncryptedByStore = (text: string): boolean => /^\d+:/.test(text);

/** What the Admin puts in a field whose value it keeps to itself. */
export const looksLikePlaceholder = (text: string): boolean => /^\*+$/.test(text);
