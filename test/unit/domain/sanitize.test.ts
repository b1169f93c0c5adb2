import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  escapeHidden,
  hidesText,
  sanitize,
  sanitizeLines,
  withoutHidden,
} from "../../../provider/domain/sanitize";
import { blanks, hidden, hiddenIn, letters } from "./unicode";

const ESC = "\u001b";

describe("what Unicode says is hidden", () => {
  // Between letters that end no escape sequence.
  const among = (codePoint: number) => `\u00e4${String.fromCodePoint(codePoint)}\u00f6`;

  it("is taken out, every code point of it, and seldom without a trace", () => {
    const left = [...hidden].filter(
      (one) =>
        !["\u00e4 \u00f6", "\u00e4\u00f6"].includes(sanitize(among(one))) ||
        withoutHidden(among(one)).length < 2,
    );
    expect(left).toEqual([]);
    const traceless = [...hidden].filter((one) => sanitize(among(one)) === "\u00e4\u00f6");
    // What selects a glyph of the character before, or joins with it.
    expect(traceless.every((one) => /^[\p{M}]$/u.test(String.fromCodePoint(one)))).toBe(true);
  });

  it("is found in a name, every code point of it but for spelling", () => {
    const missed = [...hidden].filter((one) => !hidesText(among(one)));
    expect(missed).toEqual([0x200c, 0x200d, 0xfe0e, 0xfe0f]);
  });

  it("is as a blank where it is one, and all scripts stay", () => {
    for (const blank of blanks) expect(sanitize(among(blank))).toBe("\u00e4 \u00f6");
    expect(
      letters.filter((letter) => sanitize(`${letter}${letter}`) !== `${letter}${letter}`),
    ).toEqual([]);
    expect(letters.filter((letter) => hidesText(letter))).toEqual([]);
  });

  it("never comes through, whatever the text, and a second time changes nothing", () => {
    const piece = fc.oneof(
      fc.constantFrom(...[...hidden].slice(0, 400).map((one) => String.fromCodePoint(one))),
      fc.constantFrom(`${ESC}[1m`, `${ESC}]0;x`, "\u0007", `${ESC}\\`, "\u0301", "\u034f", " "),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const line = sanitize(pieces.join(""));
        expect(hiddenIn(line)).toEqual([]);
        expect(sanitize(line)).toBe(line);
        expect(
          hiddenIn(withoutHidden(pieces.join("")), [9, 10, 11, 12, 13, 0x2028, 0x2029]),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  ["colour", `${ESC}[31mred${ESC}[0m`, "red"],
  ["colour in eight bits", "\u009b31mred\u009b0m", "red"],
  ["a cursor that moves", `a${ESC}[2K${ESC}[1;1Hb`, "ab"],
  ["a link up to BEL", `${ESC}]8;;https://evil.example\u0007text${ESC}]8;;\u0007`, "text"],
  ["a title up to ST", `a${ESC}]0;title${ESC}\\b`, "ab"],
  ["a string in eight bits", "a\u009d0;title\u009cb", "ab"],
  ["a device control string", `a${ESC}P+q544e${ESC}\\b`, "ab"],
  ["a privacy message and an application command", `a${ESC}^x${ESC}\\${ESC}_y${ESC}\\b`, "ab"],
  ["a reset and a character set", `a${ESC}c${ESC}(0b`, "ab"],
  ["a string without an end, but for its words", `a${ESC}]0;title`, "a0;title"],
])("takes out %s", (_, text, expected) => {
  expect(sanitize(text)).toBe(expected);
});

it.each([
  ["a\r\nb\tc\u0000d\u0007", "a b c d"],
  ["left\u202Eright\u200B.\u2028next", "left right . next"],
  ["Waren\u00adkorb", "Waren korb"],
  ["\u2764\ufe0f hot", "\u2764 hot"],
  ["  two   blanks  ", "two blanks"],
  ["\u0301\u0301 name", "name"],
])("writes %j as %j", (text, expected) => {
  expect(sanitize(text)).toBe(expected);
});

it("keeps at most eight marks on a letter", () => {
  const stack = (marks: number) => `a${"\u0335\u0301".repeat(marks / 2)}b`;
  expect(sanitize(stack(8))).toBe(stack(8));
  expect(sanitize(stack(200))).toBe(stack(8));
});

describe("a long text", () => {
  it("is cut to so many characters, the sign of the cut among them", () => {
    expect(sanitize("x".repeat(301))).toBe(`${"x".repeat(299)}…`);
    expect(sanitize("x".repeat(300))).toBe("x".repeat(300));
    expect(sanitize("xyz", { longest: 2 })).toBe("x…");
    // Counted as code points, not as units.
    expect(sanitize("\u{1f511}".repeat(3), { longest: 3 })).toBe("\u{1f511}".repeat(3));
    expect(sanitize("\u{1f511}".repeat(4), { longest: 3 })).toBe(`${"\u{1f511}".repeat(2)}…`);
  });

  it("keeps what people read as one character whole", () => {
    expect(sanitize("ab\u0301c", { longest: 3 })).toBe("a…");
    // A flag is two code points, a hand with its colour too.
    expect(sanitize("x\u{1f1e9}\u{1f1ea}y", { longest: 3 })).toBe("x…");
    expect(sanitize("x\u{1f44b}\u{1f3fd}y", { longest: 3 })).toBe("x…");
  });

  it("is not lost to letters that are chained without end", () => {
    expect(sanitize("\u0915\u094d".repeat(500), { longest: 100 }).length).toBeGreaterThan(60);
  });

  it("of 200,000 characters takes no time, however it was made to cost", () => {
    const costly = ["\u009d", `${ESC}]`, "\u0301", "\u{e0041}", "\u200b a", `${ESC}[`, " \u0301"];
    const begin = performance.now();
    for (const one of costly) sanitize(one.repeat(200_000 / one.length));
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});

it("makes each line of a text safe, and leaves the plain ones as they are", () => {
  expect(sanitizeLines(`  two  blanks\n${ESC}[1mbold\u200b!\n`)).toBe("  two  blanks\nbold !\n");
});

it("writes what is hidden as escapes that JavaScript reads back", () => {
  const name = "a\u00ad\u{e0041}\u202eb\u0085";
  const literal = escapeHidden(JSON.stringify(name));
  expect(literal).toBe('"a\\u{ad}\\u{e0041}\\u{202e}b\\u{85}"');
});

it.each([
  ["Persian, with its joiner", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
  ["Hindi, with its joiner", "\u0915\u094d\u200d\u0937"],
  ["an emoji in colour", "\u2764\ufe0f shop"],
  [
    "an emoji joined of several",
    "\u{1f469}\u200d\u{1f4bb} and \u2764\ufe0f\u200d\u{1f525} and 1\ufe0f\u20e3",
  ],
  ["two blanks", "Main  store"],
])("takes a name in %s for spelt, not for hidden", (_, name) => {
  expect(hidesText(name)).toBe(false);
});

it.each([
  ["a joiner before the first letter", "\u200dname"],
  ["two joiners", "na\u200d\u200cme"],
  ["a text in selectors", "n\ufe0f\ufe0e\ufe0fame"],
  ["a joiner after a blank", "na \u200cme"],
])("refuses %s in a name", (_, name) => {
  expect(hidesText(name)).toBe(true);
});
