import { inFile } from "../mutation";

const sanitizing = ["test/unit/domain/sanitize.test.ts"] as const;
const redacting = ["test/unit/domain/redact.test.ts"] as const;
const quoting = ["test/unit/domain/text.test.ts"] as const;
const messages = ["test/unit/domain/errors.test.ts"] as const;
const reports = ["test/unit/impact/hidden-names.test.ts"] as const;

/** What makes a text safe to show. */
export const texts = [
  ...inFile("domain/sanitize.ts", sanitizing)(
    [
      "fillers and selectors hide in a name",
      String.raw`\p{Default_Ignorable_Code_Point}\p{Noncharacter`,
      String.raw`\p{Noncharacter`,
    ],
    ["a control reaches a terminal", String.raw`\p{Cc}\p{Cf}`, String.raw`\p{Cf}`],
    ["an annotation hides in a name", String.raw`\p{Cc}\p{Cf}`, String.raw`\p{Cc}`],
    ["a terminal obeys what a service says", '.replace(ESCAPES, "")\n        ', ""],
    ["marks run over the lines around", '.replace(FLOOD, "")', ""],
    ["a flag is cut in two", "end - at > LONGEST_GRAPHEME ? end : at", "end"],
    ["a chain of letters leaves nothing of a name", "end - at > LONGEST_GRAPHEME", "end < at"],
    ["a text in selectors passes for spelling", "[\\ufe0e\\ufe0f]?[", "[\\ufe0e\\ufe0f]*["],
    ["Persian can't be written", '.replace(SPELLING, "")', ""],
  ),
  ...inFile(
    "domain/sanitize.ts",
    reports,
  )(["a name carries a sentence in tag characters into a comment", '.replace(HIDDEN, " ")', ""]),
  ...inFile("domain/redact.ts", redacting)(
    ["a broken PEM block is shown", "(?:-----END[^-]*-----|$)/g", "-----END[^-]*-----/g"],
    ["the base64 of a key is shown", "LS0tLS1CRUdJTi[\\w", "LS0tLS1CRUdJTj[\\w"],
    ["four parts of a JWE are shown", "{0,3}\\.", "{0,0}\\."],
    ["a sentence loses a word", "|[\\w~+/=-]{20})", "|\\w)"],
    ["a body in one line is shown", "]{200,}/g", "]{9000,}/g"],
    ["a wrapped body is shown", "{48,199}", "{480,499}"],
    ["invisible characters hide a secret", "withoutHidden(text);", "text;"],
    ["a token that a portal repeats is shown", "redacted.replaceAll(secret, REDACTED)", "redacted"],
  ),
  ...inFile("domain/errors.ts", messages)(
    [
      "a name steers the terminal of a message",
      "sanitizeLines(redact(details.problem))",
      "redact(details.problem)",
    ],
    [
      "a message repeats a token",
      "sanitizeLines(redact(details.fix))",
      "sanitizeLines(details.fix)",
    ],
    ["a header's id of a call fills the screen", ", { longest: 100 }", ""],
  ),
  ...inFile("resources/fields.ts", ["test/unit/resources/names.test.ts"])([
    "a name that hides a text is sent to the service",
    " || hidesText(name)",
    "",
  ]),
  ...inFile("cli/adopt/programText.ts", ["test/unit/cli/adopt.test.ts"])([
    "a program means another thing than it shows",
    "escapeHidden(JSON.stringify(text))",
    "JSON.stringify(text)",
  ]),
  ...inFile("cli/account/askWith.ts", ["test/unit/cli/adopt.test.ts"])([
    "a name of the account steers the terminal",
    "texts.map((text) => sanitize(text))",
    "texts",
  ]),
  ...inFile("domain/text.ts", quoting)(
    ["a key that a service repeats is shown", "redact(text, secrets)", "text"],
    ["a service fills the screen", ", { longest: LONGEST_QUOTE }", ""],
  ),
];
