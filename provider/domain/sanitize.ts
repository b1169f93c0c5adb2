/**
 * Text that is safe to show. Names, answers of services and plans come from people and from other
 * programs: what a reader does not see, a terminal obeys or a line hides, must not get through.
 * Messages, reports and commands all use this. The sets are those of the Unicode data that Node
 * carries; `test/unit/domain/unicode.ts` has them from the Unicode files.
 */

/**
 * What shows nothing, or steers what is shown: controls, format characters (they turn the reading
 * direction, join, hyphenate, annotate or tag), line and paragraph separators, halves of surrogate
 * pairs, code points that renderers leave out by default (variation selectors, fillers, the tag
 * block with its unassigned places) and noncharacters, which XML refuses.
 */
const UNSEEN = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}`;

/** Letters, marks and symbols to Unicode, and blank in every font: braille, Khitan, music. */
const BLANK = String.raw`\u2800\u{16fe4}\u{1d159}`;

const HIDDEN = new RegExp(`[${UNSEEN}${BLANK}]`, "gu");

/** Those of them that alter the character before: to put a blank in their place would part a word. */
const SELECTORS = /(?:\p{Variation_Selector}|\u034f)+/gu;

/**
 * Sequences that a terminal obeys (ECMA-48, 5.3 to 5.6), in seven bits and in eight. They go whole,
 * or their letters would stay behind: CSI; the strings OSC, DCS, SOS, PM and APC up to BEL or ST;
 * all others of ESC. A string without its end loses its introducer alone.
 */
const ESCAPES = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
    // Without further introducers in it, so that many of them are not each read to the end.
    String.raw`(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0090\u0098\u009c-\u009f]*(?:\u0007|\u001b\\|\u009c)`,
    String.raw`\u001b[ -/]*[0-~]`,
  ].join("|"),
  "g",
);

/** More marks than any script stacks on one letter: they would run over the lines around. */
const FLOOD = /(?<=\p{M}{8})\p{M}+/gu;

/** A mark that has no letter would sit on whatever is printed before. */
const LEADING_MARKS = /^[\p{M} ]+/u;

/** Nearly every text is this plain, and thousands of them are looked at: nothing to do. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** Controls and separators that part words and lines. They hide nothing. */
const ENDS = /[\t\n\v\f\r\u2028\u2029]/;

const LONGEST = 300;

export interface SanitizeOptions {
  /** Characters (code points) at most, the sign of the cut included. Default 300. */
  readonly longest?: number;
}

/**
 * The text on one line, without anything that hides, steers or floods, and not endless. What is
 * hidden leaves a blank: two names that differ in it alone must not look the same.
 *
 * Joiners go too. A report shows an emoji that is joined of several as several, and a word of
 * Persian or Hindi that needs one with a blank.
 */
export function sanitize(text: string, { longest = LONGEST }: SanitizeOptions = {}): string {
  const line = PLAIN.test(text)
    ? text
    : text
        .replace(ESCAPES, "")
        .replace(SELECTORS, "")
        .replace(HIDDEN, " ")
        .replace(FLOOD, "")
        .replace(/\s+/g, " ")
        .trim()
        .replace(LEADING_MARKS, "");
  return line.length > longest ? cut(line, longest) : line;
}

/** A text of several lines, each of them made safe. Plain ones keep their blanks; none is cut. */
export const sanitizeLines = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      /^[ -~]*$/.test(line) ? line : sanitize(line, { longest: Number.POSITIVE_INFINITY }),
    )
    .join("\n");

/**
 * The text without escape sequences and without anything hidden; blanks, tabs and ends of lines
 * stay. For looking into a text, not for showing it.
 */
export const withoutHidden = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(ESCAPES, "").replace(HIDDEN, (one) => (ENDS.test(one) ? one : ""));

/** What is hidden as escapes of JavaScript, for text that is written into a program. */
export const escapeHidden = (text: string): string =>
  text.replace(HIDDEN, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);

/**
 * A joiner or an emoji's selector right after what it belongs to: Persian, Hindi and emoji are
 * written with them. Several in a row are no spelling, and could carry a text.
 */
const SPELLING =
  /(?<=(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{S}])[\ufe0e\ufe0f]?[\u200c\u200d]?/gu;

/** Whether a name has anything in it that its reader would not see, spelling aside. */
export const hidesText = (name: string): boolean =>
  !PLAIN.test(name) && name.replace(SPELLING, "").search(HIDDEN) >= 0;

/** Made at the first long text: to make one takes a millisecond. */
let graphemes: Intl.Segmenter | undefined;

/** What people count as one character is seldom longer; a script that chains letters has no end. */
const LONGEST_GRAPHEME = 32;

/** At most so many code points, and no accent, flag or syllable torn apart. */
function cut(line: string, longest: number): string {
  if (offsetOf(line, longest) === line.length) return line;
  const end = offsetOf(line, longest - 1);
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  // Where the character begins that is the first to go. Of what comes after it only its own units.
  const at = graphemes.segment(line.slice(0, end + 2)).containing(end)?.index ?? end;
  return `${line.slice(0, end - at > LONGEST_GRAPHEME ? end : at)}…`;
}

/** Where in the text so many code points end. */
function offsetOf(text: string, codePoints: number): number {
  let at = 0;
  for (let left = codePoints; left > 0 && at < text.length; left -= 1)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
