import { findSecret } from "commerce-services-testkit/project";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Format, formats, impactOf, readPlan, render } from "../../provider/impact";
import { hiddenIn } from "../unit/domain/unicode";
import { makePlan } from "../unit/impact/makePlan";

/** Names that mean something to one of the formats, and any text at all. */
const hostile = [
  "```",
  "~~~\n```sh\nrm",
  "| a | b |",
  "</details><script>alert(1)</script>",
  "<!-- ",
  "-->",
  "@octocat",
  "me@example.com",
  "owner/repo#12",
  "GH-12 #1 owner/repo@deadbeef",
  "https://evil.example/x?y=1",
  "www.evil.example",
  "[click](javascript:alert(1))",
  "![x](http://evil.example/i.png)",
  ":tada: **bold** _it_ `code` $x$",
  "\u001b[31mred\u001b[0m \u001b]8;;http://evil.example\u0007link",
  "\u202egnp.exe \u2066hidden\u2069 \u200b",
  "%0A::error::x\r\n::set-output name=x::y",
  "a\tb\u0000c\u0085d\u2028e",
  "\ud800 lone",
  "shop\u{e0001}\u{e0068}\u{e0069}\u{e007f}",
  "a\u00ad\u180e\ufff9\ufe0f\u{e0100}\u3164\u2800b",
  `z${"\u0335".repeat(60)}algo`,
  '"; end\n  click n0 "javascript:alert(1)"',
  "]]>&amp;&#0;",
  "x".repeat(5_000),
  "\\",
  "\\|",
];
const name = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", maxLength: 40 }));
const names = fc.array(name, { minLength: 4, maxLength: 8 });

const reportWith = (given: readonly string[]) =>
  impactOf(
    readPlan(
      makePlan({ stores: given.length, name: (index) => given[index % given.length] ?? "" }),
    ),
    { complete: true },
  );

const holds = (format: Format, law: (text: string) => void) =>
  fc.assert(
    fc.asyncProperty(names, async (given) =>
      law(await render(reportWith(given), format, { width: 60 })),
    ),
    { numRuns: 120 },
  );

/** What no reader sees, by the Unicode files; ends of lines aside, and what the format itself puts in. */
const hides = (text: string, ...own: readonly number[]) => hiddenIn(text, [0x0a, ...own]);

/** The tags that the format itself writes; everything else of that kind would come from a name. */
const foreignTags = (text: string, own: RegExp) =>
  [...text.matchAll(/<[^>]*>?/g)].map(([tag]) => tag).filter((tag) => !own.test(tag));

function markdownHolds(text: string): void {
  expect(text.length).toBeLessThanOrEqual(65_536);
  // A word joiner breaks what a backslash can't.
  expect(hides(text, 0x2060)).toEqual([]);
  expect(
    foreignTags(
      text,
      /^<(\/?details|\/?summary|!-- commerce-services impact [\w%.~!*'()]* -->|br\/)>?$/,
    ),
  ).toEqual([]);
  const lines = text.split("\n");
  expect(lines.filter((line) => /^\s*(```|~~~)/.test(line)).length % 2).toBe(0);
  expect(count(text, "<details>")).toBe(count(text, "</details>"));
  let fenced = false;
  let columns: number | undefined;
  for (const line of lines) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (fenced) continue;
    const cells = line.startsWith("|")
      ? line.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|").length
      : undefined;
    if (cells !== undefined) expect(cells).toBe(columns ?? cells);
    columns = cells;
    // Nothing that becomes a mention, a reference, a link or an image.
    expect(line).not.toMatch(/@[\w-]|(?<!&)#\d|:\/\/|\bwww\.|(?<!\\)\]\(|(?<!\\)`(?!``)|GH-\d/i);
  }
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe("whatever things are called,", () => {
  it("a comment is balanced, short enough, and mentions, links and runs nothing", async () => {
    await holds("markdown", markdownHolds);
  });

  it("a line of text is no wider than the terminal, and steers nothing", async () => {
    await holds("text", (text) => {
      expect(hides(text)).toEqual([]);
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    });
  });

  it("the page has no tag of theirs, and no script, link or picture", async () => {
    const own =
      /^<(!doctype html|\/?(html|head|body|header|main|style|title|section|h1|h2|p|ul|li|strong|pre|div|details|summary|table|thead|tbody|tr|th|td|figure|figcaption|svg|g|rect|text|desc|path|a|meta)( [a-zA-Z:-]+(="[^"<>]*")?)*\/?)>$/;
    await holds("html", (text) => {
      const page = text.replace(/<style>[\s\S]*?<\/style>/, "");
      expect(foreignTags(page, own)).toEqual([]);
      expect(page).not.toMatch(/<(script|img|iframe|link)|\bon\w+="|href="(?!#)/);
      expect(hides(text)).toEqual([]);
    });
  });

  it("JUnit stays XML", async () => {
    await holds("junit", (text) => {
      expect(hides(text)).toEqual([]);
      expect(
        foreignTags(
          text,
          /^<(\?xml [^<>]*\?|\/?(testsuites|testsuite|testcase|failure|skipped|system-out)( [a-z]+="[^"<>]*")*\/?)>$/,
        ),
      ).toEqual([]);
      expect(text.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
    });
  });

  it("Mermaid has one node or edge a line, and no statement of theirs", async () => {
    await holds("mermaid", (text) => {
      // Mermaid reads the entities back.
      const drawn = text.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      expect(hides(drawn)).toEqual([]);
      for (const line of text.trimEnd().split("\n").slice(1))
        expect(line).toMatch(
          /^ {2}(n\d+ --> n\d+|classDef \w+ [\w:#,-]+|(n\d+|more)(\[|>|\(\[)"[^"<>;[\]]*(#\d+;[^"<>[\]]*)*(<br\/>[^"<>[\]]*)?"(\]|\]\))(:::\w+)?)$/u,
        );
    });
  });

  it("JSON and SARIF can be read again", async () => {
    await holds("json", (text) => void JSON.parse(text));
    await holds("sarif", (text) => {
      JSON.parse(text);
      expect(hides(text)).toEqual([]);
    });
  });
});

it("10,000 stores still fit into a comment, and no format takes long", async () => {
  const report = impactOf(readPlan(makePlan({ stores: 5_000 })), { complete: true });
  expect(report.stores).toHaveLength(5_000);
  markdownHolds(await render(report, "markdown"));
  expect((await render(report, "github")).length).toBeLessThan(1_000_000);
  expect((await render(report, "text")).split("\n").length).toBeLessThan(1_000);
  expect((await render(report, "html")).length).toBeLessThan(1_500_000);
});

it("10,000 resources whose every name costs most to escape still fit into a comment", async () => {
  const name = (index: number) => `${"&<@#1|".repeat(50)}${index}`;
  const report = impactOf(readPlan(makePlan({ stores: 5_000, name })), { complete: true });
  const comment = await render(report, "markdown");
  markdownHolds(comment);
  // Short enough, but not by saying nothing.
  expect(comment.length).toBeGreaterThan(20_000);
  expect((await render(report, "github")).length).toBeLessThan(1_000_000);
});

it("a job's summary keeps to its limit in bytes, which names in other scripts fill faster", async () => {
  const name = (index: number) => `${"\u{1f511}".repeat(300)}${index}`;
  const report = impactOf(readPlan(makePlan({ stores: 1_000, name })), { complete: true });
  const bytes = Buffer.byteLength(await render(report, "github"));
  expect(bytes).toBeLessThan(1_048_576);
  expect(bytes).toBeGreaterThan(300_000);
});

describe("a private key", () => {
  const { privateKey } = rsaPair();
  const body = privateKey.replace(/-----[^-]+-----|\s/g, "");
  const forms = [
    privateKey,
    privateKey.replaceAll("\n", "\r\n"),
    privateKey.replaceAll("\n", "\\n"),
    body,
  ];

  it.each(formats)(
    "of a plan that shows secrets in clear reaches no report as %s",
    async (format) => {
      for (const secret of forms) {
        // In every place where the engine hides a secret, and in every name besides.
        for (const name of [undefined, (index: number) => `${secret} ${index}`]) {
          const plan = makePlan({ stores: 3, secret, ...(name && { name }) });
          expect(plan).toContain(JSON.stringify(secret).slice(1, -1));
          const bytes = Buffer.from(
            await render(impactOf(readPlan(plan), { complete: true }), format),
          );
          expect(findSecret(privateKey, [{ where: format, bytes }])).toEqual([]);
        }
      }
    },
  );
});
