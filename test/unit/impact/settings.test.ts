import { describe, expect, it } from "vitest";
import { changesOf, readProject, readStack } from "../../../provider/impact/settings/settings";

const stack = (text: string, project = "shop") => readStack(text, "Pulumi.prod.yaml", project);
const config = (...lines: string[]) => `config:\n${lines.map((line) => `  ${line}\n`).join("")}`;
const project = (text: string, file = "Pulumi.yaml") => readProject(`name: shop\n${text}`, file);

const OVERLAPPING = config("commerce-services:keyPolicy: overlapping");

describe("a stack file sets keyPolicy to overlapping, whatever it is written like:", () => {
  it.each([
    ["an explicit key", config("? commerce-services:keyPolicy", ": overlapping")],
    ["an escape in the key", config('"commerce-services:key\\u0050olicy": overlapping')],
    ["quotes", config("'commerce-services:keyPolicy': 'overlapping'")],
    ["an escape in the value", config('commerce-services:keyPolicy: "over\\x6capping"')],
    ["a flow mapping", "config: { commerce-services:keyPolicy: overlapping }\n"],
    [
      "a flow mapping over lines",
      "config: {\n  commerce-services:keyPolicy:\n    overlapping\n}\n",
    ],
    ["JSON", '{"config": {"commerce-services:keyPolicy": "overlapping"}}'],
    ["an alias of the value", `x: &a overlapping\n${config("commerce-services:keyPolicy: *a")}`],
    ["an alias of the key", `x: &a commerce-services:keyPolicy\n${config("*a : overlapping")}`],
    ["an alias of the mapping", "x: &a {commerce-services:keyPolicy: overlapping}\nconfig: *a\n"],
    ["a merge", `x: &a {commerce-services:keyPolicy: overlapping}\n${config("<<: *a")}`],
    [
      "a merge of a merge",
      `x: &a {commerce-services:keyPolicy: overlapping}\ny: &b {<<: *a}\n${config("<<: *b")}`,
    ],
    [
      "the first of two merges",
      `x: &a {commerce-services:keyPolicy: overlapping}\ny: &b {commerce-services:keyPolicy: exclusive}\n${config("<<: [*a, *b]")}`,
    ],
    [
      "a key before a merge that has it too",
      `y: &b {commerce-services:keyPolicy: exclusive}\n${config("<<: *b", "commerce-services:keyPolicy: overlapping")}`,
    ],
    [
      "the anchor before the alias, of two with one name",
      `x: &a overlapping\n${config("commerce-services:keyPolicy: *a")}z: &a exclusive\n`,
    ],
    ["a merge at the top", `x: &a\n  ${OVERLAPPING.replace("\n", "\n  ")}<<: *a\n`],
    ["!!str", config("!!str commerce-services:keyPolicy: !!str overlapping")],
    [
      "!!binary",
      config(
        `!!binary ${Buffer.from("commerce-services:keyPolicy").toString("base64")}: !!binary b3ZlcmxhcHBpbmc=`,
      ),
    ],
    ["the older form of a key", config("commerce-services:config:keyPolicy: overlapping")],
    ["a folded text", config("commerce-services:keyPolicy: >-", "  overlapping")],
    ["a byte order mark and CRLF", `\ufeff${OVERLAPPING.replaceAll("\n", "\r\n")}`],
    ["tabs between", config("commerce-services:keyPolicy:\toverlapping\t# so")],
    ["a document's begin and end", `# first\n---\n${OVERLAPPING}...\n`],
    ["other namespaces beside it", `${OVERLAPPING}  aws:keyPolicy: exclusive\n  size: 3\n`],
  ])("%s", (_, text) => {
    expect(stack(text)).toEqual(new Map([["keyPolicy", '"overlapping"']]));
  });

  it("a key without a namespace, in a project that has our namespace for a name", () => {
    const text = config("keyPolicy: overlapping");
    expect(stack(text, "commerce-services")).toEqual(stack(OVERLAPPING));
    expect(stack(text)).toEqual(new Map());
  });
});

it.each(["", "# nothing\n", "---\n", "~\n", "config:\n", "config: {}\n", "x: 1\n"])(
  "finds nothing in %j",
  (text) => {
    expect(stack(text)).toEqual(new Map());
  },
);

describe("refuses, with the line, what two readers of YAML could take differently:", () => {
  it.each([
    ["a key given twice", config("a:b: 1", "a:b: 2"), "line 3: a key is given twice"],
    ["through an escape", config("a:b: 1", '"a\\u003ab": 2'), "line 3: a key is given twice"],
    ["through an alias", `x: &a a:b\n${config("a:b: 1", "*a : 2")}`, "a key is given twice"],
    ["through !!binary", config("a:b: 1", "!!binary YTpi: 2"), "line 3: a key is given twice"],
    ["far from the settings", "x: [{ y: 1, y: 2 }]\n", "line 1: a key is given twice"],
    [
      "through the older form",
      config("commerce-services:keyPolicy: a", "commerce-services:config:keyPolicy: b"),
      "it sets commerce-services:keyPolicy twice",
    ],
    [
      "with a name that steers a terminal",
      config('"commerce-services:\\e[2Jx": a', '"commerce-services:config:\\e[2Jx": b'),
      "it sets commerce-services:x twice",
    ],
    ["two merges", "a: &a {}\nb: { <<: *a, <<: *a }\n", "<< is given twice"],
    ["a merge of no mapping", "a: { <<: 1 }\n", "<< merges what is no mapping"],
    ["two documents", `${OVERLAPPING}---\n${OVERLAPPING}`, "line 3: a second document begins"],
    ["a directive", `%YAML 1.1\n---\n${OVERLAPPING}`, "a directive"],
    ["a tag's name", `%TAG !e! tag:yaml.org,2002:\n---\n${OVERLAPPING}`, "a directive"],
    ["a tag of one's own", config("a:b: !mine x"), "line 2: a tag"],
    ["a tag without a name", config("a:b: ! 1"), "line 2: a tag"],
    ["a set", "x: !!set { a }\n", "line 1: a tag"],
    ["broken base64", config("!!binary a-b: x"), "!!binary is no base64"],
    ["a mapping for a key", "? { a: b }\n: c\n", "line 1: a key is no text"],
    ["an alias of nothing", "a: *b\n", "line 1: an alias without an anchor"],
    ["an alias of itself", "a: &a [*a]\n", "it is nested too deeply"],
    ["an anchor that ends sooner elsewhere", "a: &b:c d\n", "line 1: a name of an anchor"],
    ["a key of a question mark", "config: { ?a:b: c }\n", "line 1: a text begins with ?"],
    ["a colon before a brace", "config: { a:}\n", "line 1: a colon without a blank"],
    ["an escaped line break", 'a: "b\\\n\n c"\n', "line 1: an escaped line break"],
    ["NUL", "a: b\n\0", "line 2: the character U+0000"],
    ["NEL in a comment", `#\u0085${OVERLAPPING}`, "line 1: the character U+0085"],
    ["a line separator", `a: b\n#\u2028${OVERLAPPING}`, "line 2: the character U+2028"],
    ["a lone CR", `#\r${OVERLAPPING}`, "line 1: the character U+000D"],
    ["a second byte order mark", `a: b\n\ufeff${OVERLAPPING}`, "line 2: the character U+FEFF"],
    ["half a character", "a: \ud800\n", "line 1: the character U+D800"],
    ["a tab for an indentation", "config:\n\ta:b: c\n", "line 2: "],
    ["no YAML", "config: [\n", "line 2: "],
    ["no mapping", "- a\n", "it is no mapping"],
    ["a text", "config\n", "it is no mapping"],
    ["settings that are none", "config: text\n", "config is no mapping"],
  ])("%s", (_, text, reason) => {
    expect(() => stack(text)).toThrow(
      expect.objectContaining({ code: "CS6010", path: "Pulumi.prod.yaml" }),
    );
    expect(() => stack(text)).toThrow(reason);
  });

  it.each([
    ["a text of a megabyte", `a: &a0 ${"x".repeat(1_000_000)}\n`, 10],
    ["a mapping", "a: &a0 { b: c }\n", 300],
  ])("aliases that make %s endless", (_, start, times) => {
    const levels = Array.from(
      { length: 12 },
      (_each, at) => `b${at}: &a${at + 1} [${Array(times).fill(`*a${at}`).join()}]\n`,
    );
    expect(() => stack(start + levels.join(""))).toThrow("its aliases make it too long");
  });

  it("brackets without end", () => {
    expect(() => stack(`a: ${"[".repeat(20_000)}`)).toThrow(
      expect.objectContaining({ code: "CS6010" }),
    );
  });

  it("and quotes no value", () => {
    const secret = "v1:c2VjcmV0";
    for (const text of [`a: ${secret}: [`, `a: "${secret}`, `${secret}: @\n`, `a: !${secret} b`])
      expect(() => stack(text)).toThrow(expect.not.objectContaining({ message: /c2Vj/ }));
  });
});

describe("values are told apart as the CLI reads them:", () => {
  const value = (text: string) => stack(config(`commerce-services:merchantId: ${text}`));
  it.each([
    ["4", '"4"'],
    ["true", "'true'"],
    ["abc", '"abc"'],
    ["{ secure: v1:a }", '{ "secure": "v1:a" }'],
    ["{ a: 1, b: 2 }", "{ b: 2, a: 1 }"],
    ["[a, b]", '["a", "b"]'],
  ])("%s is %s", (one, other) => {
    expect(value(one)).toEqual(value(other));
  });
  it.each([
    ["0123", '"0123"'],
    ["0x10", '"0x10"'],
    ["1_000", '"1_000"'],
    ["2026-11-21", '"2026-11-21"'],
    ["~", '"~"'],
    ["1.0", '"1.0"'],
    ["{ secure: v1:a }", "{ secure: v1:b }"],
    ["{ secure: v1:a }", "v1:a"],
    ["[a, b]", "[b, a]"],
    ["'[\"a\"]'", '["a"]'],
  ])("%s is not %s", (one, other) => {
    expect(value(one)).not.toEqual(value(other));
  });
});

describe("a project", () => {
  it.each([
    ["", "."],
    ["stackConfigDir: stacks\n", "stacks"],
    ["config: stacks\n", "stacks"],
    ["stackConfigDir: /stacks/../conf/\n", "conf/"],
    ["stackConfigDir: ../stacks\n", "../stacks"],
    ["stackConfigDir:\nconfig:\n", "."],
    ['"stack\\x43onfigDir": stacks\n', "stacks"],
  ])("%j keeps its stack files in %s", (text, folder) => {
    expect(project(text).stackFolder).toBe(folder);
  });

  it("says a default outright, with its type, or with a description that decides nothing", () => {
    const settings = (text: string) =>
      project(config(`commerce-services:keyPolicy: ${text}`)).settings;
    expect(settings("{ value: overlapping }")).toEqual(settings("overlapping"));
    expect(settings("{ default: overlapping, description: so }")).toEqual(settings("overlapping"));
    expect(settings("{ value: exclusive }")).not.toEqual(settings("overlapping"));
  });

  it("in JSON names its properties in any case, and no two of them alike", () => {
    const text = (...keys: string[]) => `{${keys.map((key) => `"${key}": "stacks"`).join()}}`;
    const json = (...keys: string[]) => readProject(text("name", ...keys), "Pulumi.json");
    expect(json("\u017ftac\u212aconfigDIR").stackFolder).toBe("stacks");
    expect(() => json("config", "Config")).toThrow("a key is given twice, in two cases");
  });
});

it("tells an environment that is imported otherwise, and no other part of a stack file", () => {
  const environment = (...names: string[]) => `environment: [${names.join()}]\n`;
  const changes = (before: string, after: string) => changesOf(stack(before), stack(after), "f");
  expect(changes(environment("a"), environment("a", "b"))).toEqual([
    { key: "environment", file: "f", change: "changed" },
  ]);
  expect(changes("", environment("a"))).toEqual([
    { key: "environment", file: "f", change: "added" },
  ]);
  expect(changes("encryptionsalt: v1:a\n", "encryptionsalt: v1:b\n")).toEqual([]);
  expect(changes(OVERLAPPING, "")).toEqual([{ key: "keyPolicy", file: "f", change: "removed" }]);
});
