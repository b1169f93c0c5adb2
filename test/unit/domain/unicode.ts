/**
 * What the Unicode files say, independent of the data in Node that the product rests on. Sources:
 * DerivedGeneralCategory.txt, DerivedCoreProperties.txt and PropList.txt of Unicode 17.0.0, in their
 * notation.
 */
const TABLE = {
  Cc: "0000..001F 007F..009F",
  Cf: "00AD 0600..0605 061C 06DD 070F 0890..0891 08E2 180E 200B..200F 202A..202E 2060..2064 2066..206F FEFF FFF9..FFFB 110BD 110CD 13430..1343F 1BCA0..1BCA3 1D173..1D17A E0001 E0020..E007F",
  Zl: "2028",
  Zp: "2029",
  Cs: "D800..DFFF",
  Default_Ignorable_Code_Point:
    "00AD 034F 061C 115F..1160 17B4..17B5 180B..180F 200B..200F 202A..202E 2060..206F 3164 FE00..FE0F FEFF FFA0 FFF0..FFF8 1BCA0..1BCA3 1D173..1D17A E0000..E0FFF",
  Noncharacter_Code_Point:
    "FDD0..FDEF FFFE..FFFF 1FFFE..1FFFF 2FFFE..2FFFF 3FFFE..3FFFF 4FFFE..4FFFF 5FFFE..5FFFF 6FFFE..6FFFF 7FFFE..7FFFF 8FFFE..8FFFF 9FFFE..9FFFF AFFFE..AFFFF BFFFE..BFFFF CFFFE..CFFFF DFFFE..DFFFF EFFFE..EFFFF FFFFE..FFFFF 10FFFE..10FFFF",
  /** No property: BRAILLE PATTERN BLANK, KHITAN SMALL SCRIPT FILLER, MUSICAL SYMBOL NULL NOTEHEAD. */
  blank: "2800 16FE4 1D159",
} as const;

/** Every code point that a reader does not see, or that steers what is seen. */
export const hidden: ReadonlySet<number> = new Set(
  Object.values(TABLE).flatMap((ranges) => ranges.split(" ").flatMap(codePointsOf)),
);

/** Zs: seen as a gap. */
export const blanks: readonly number[] = "0020 00A0 1680 2000..200A 202F 205F 3000"
  .split(" ")
  .flatMap(codePointsOf);

function codePointsOf(range: string): number[] {
  const [first = 0, last = first] = range.split("..").map((hex) => Number.parseInt(hex, 16));
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** The hidden code points that a text has, as `U+00AD`. */
export const hiddenIn = (text: string, but: readonly number[] = []): string[] =>
  [...new Set(text)]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((codePoint) => hidden.has(codePoint) && !but.includes(codePoint))
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`);

/** The first letter of every script of Scripts.txt that has letters. */
export const letters: readonly string[] = (
  "1E900 11700 14400 0620 0531 10B00 1B05 A6A0 16AD0 1BC0 0980 16EA0 11C00 3105 11003 1A00 1740 " +
  "1401 102A0 10530 11103 AA00 13A0 10FB0 0030 03E2 12000 10800 12F90 0400 10400 0904 11900 11800 " +
  "1BC00 13000 10500 10FE0 1200 10D40 10A0 2C00 10330 11305 0370 0A85 11D60 0A05 16100 3005 1100 " +
  "10D00 1720 108E0 05D0 3041 10840 10B60 10B40 A984 11083 0C80 30A1 11F02 A900 10A00 18B00 1780 " +
  "11200 112B0 16D40 0E81 0041 1C00 1900 10600 10000 A4D0 10280 10920 11150 11EE0 0D04 0840 10AC0 " +
  "11C72 11D00 16E40 AAE0 1E800 109A0 10980 16F00 11600 1810 16A40 11280 1000 10880 1E4D0 119A0 " +
  "1980 11400 07C0 16FE1 1E100 1681 1C50 1E5D0 10C80 10300 10A80 10350 103A0 10F00 10A60 10C00 " +
  "10F70 0B05 104B0 10480 16B00 10860 11AC0 A840 10900 10B80 A930 16A0 0800 A882 11183 10450 11580 " +
  "10940 0D85 10F30 110D0 11A50 1B83 11BC0 A800 0710 1700 1760 1950 1A20 AA80 1E6C0 11680 0B83 " +
  "16A70 16FE0 0C05 0780 0E01 0F00 2D30 11480 105C0 11DB0 1E290 11380 10380 A500 10570 1E2C0 118A0 " +
  "10E80 A000 11A00"
)
  .split(" ")
  .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
