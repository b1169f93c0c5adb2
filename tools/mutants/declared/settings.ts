import { inFile } from "../mutation";

const read = ["test/unit/impact/settings.test.ts"] as const;
const base = ["test/unit/cli/impact-base.test.ts"] as const;

/** The gate on settings: whatever YAML can write a change like, it is seen, or the file is refused. */
export const settings = [
  ...inFile("impact/settings/tree.ts", read)(
    ["a break that only go-yaml sees hides a setting", "if (disputed) {", "if (false) {"],
    ["a second document is passed over", "if (second) throw", "if (false) throw"],
    ["a key given twice passes", "if (entries.has(name.text)) throw", "if (false) throw"],
    [
      "an alias means the last anchor of its name",
      "this.targets.set(alias, target);",
      "this.targets.set(alias, [...anchors.values()].at(-1) ?? target);",
    ],
    [
      "what is merged goes before a mapping's own keys",
      "if (!entries.has(key)) entries.set(key, value);",
      "entries.set(key, value);",
    ],
    ["a merge is a key like any other", "if (isMerge(key)) {", "if (false) {"],
    [
      "!!binary hides a key",
      "return { text: this.decoded(text, node), isText: true };",
      "return { text, isText: true };",
    ],
    ["any tag passes", "if (tag !== undefined && !allowed.some(", "if (false && !allowed.some("],
    ["a circle of aliases is followed", "if (depth > DEEPEST)", "if (depth > 1e9)"],
    ["a question mark in braces hides a key", 'text.startsWith("?")', 'text.startsWith("\\0")'],
    ["a colon in braces hides a key", "sticky.test(this.content)", "!sticky"],
    ["an anchor's name hides a text", "if (!/^[\\w-]+$/.test(anchor)) throw", "if (false) throw"],
    ["`0x10` and the text of it are one", "const same = tree.isText ||", "const same = true ||"],
  ),
  ...inFile("impact/settings/settings.ts", read)(
    [
      "the older form of a key passes",
      'parts.length === 3 && parts[1] === "config"',
      'parts.length === 3 && parts[1] === "none"',
    ],
    ["a setting in both forms passes", "if (settings.has(name))", "if (false)"],
    [
      "an environment that is imported otherwise passes",
      "return environment === undefined",
      "return environment !== null",
    ],
    ["JSON hides a property in capitals", 'file.endsWith(".json") ?', 'file === "" ?'],
  ),
  ...inFile("cli/impact/gitRevision.ts", base)(
    ["an option is taken for a revision", "if (/^-|^$|", "if (/^$|"],
    ["a file of a revision is taken for one", "^{commit}`", "`"],
    ["what lies in a submodule is new", 'if (found?.type === "commit") throw', "if (false) throw"],
    ["links are not followed", "if (found?.mode === LINK) {", "if (false) {"],
    ["what lies outside is looked for", 'if (parts[0] === ".." ||', "if ("],
    ["a folder below shows its own tree", '"ls-tree", "--full-tree",', '"ls-tree",'],
  ),
  ...inFile("cli/impact/base.ts", base)(
    ["a stack that is removed passes", "...before.stacks.keys(), ", ""],
    [
      "a stack file that only this revision reads passes",
      "join(project.stackFolder, name)",
      "join(name)",
    ],
    ["bytes that are no UTF-8 pass", "fatal: true, ", ""],
    [
      "a project of another extension passes",
      '[".json", ".yaml", ".yml"] as const',
      '[".yaml"] as const',
    ],
    [
      "the default that a project gives passes",
      "settings: project.settings,\n    stacks,",
      "settings: new Map(),\n    stacks,",
    ],
  ),
  ...inFile("config/plainSecrets.ts", ["test/unit/cli/doctor.test.ts"])([
    "a secret that lies in clear is not named",
    "SECRET.has(key) || ",
    "",
  ]),
  ...inFile("config/configuration.ts", ["test/unit/config/parseConfiguration.test.ts"])([
    "a renewed token never reaches a refresh",
    "areRecorded ? own || get(key) : (get(key) ?? own)",
    "get(key) ?? own",
  ]),
];
