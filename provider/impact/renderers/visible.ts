/** Control characters, and those that turn the reading direction or hide: a name must show as it is. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
  /\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const LONGEST = 300;

/**
 * A text on one line, without escape sequences, hidden or reversing characters, and not endless.
 * Names come from people and from other programs: every format but JSON passes them through here.
 */
export function visible(text: string, longest = LONGEST): string {
  const plain = text.replace(INVISIBLE, " ").replace(/\s+/g, " ").trim();
  const characters = plain.length > longest ? [...plain] : undefined;
  return characters && characters.length > longest
    ? `${characters.slice(0, longest - 1).join("")}…`
    : plain;
}
