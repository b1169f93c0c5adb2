import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A `pulumi` that knows one command, `stack export`, and answers it from a file: the engine's
 * record as a test wants it.
 */
export function fakePulumi() {
  const folder = mkdtempSync(join(tmpdir(), "commerce services pulumi "));
  const state = join(folder, "state.json");
  const file = (name: string) => join(folder, name);
  const [asked, held, refused, count] = ["asked", "held", "refused", "count"].map(file) as [
    string,
    string,
    string,
    string,
  ];
  const record = (resources: readonly object[]) =>
    writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources } }));
  record([]);
  writeFileSync(
    join(folder, "pulumi"),
    `#!${process.execPath}
const [stack, command] = process.argv.slice(2);
if (stack !== "stack" || command !== "export") process.exit(1);
const { appendFileSync, createReadStream, existsSync, readFileSync, writeFileSync } = require("node:fs");
const { asked, held, refused, count } = ${JSON.stringify({ asked, held, refused, count })};
if (existsSync(refused) && process.argv.includes(readFileSync(refused, "utf8"))) process.exit(255);
appendFileSync(count, ".");
writeFileSync(asked, JSON.stringify({ args: process.argv.slice(2), twin: process.env.PULUMI_OPTION_JSON, folder: process.cwd() }));
(function answer() {
  if (existsSync(held)) setTimeout(answer, 10);
  else createReadStream(${JSON.stringify(state)}).pipe(process.stdout);
})();
`,
  );
  chmodSync(join(folder, "pulumi"), 0o755);
  return {
    path: folder,
    record,
    /** Holds its answers back, until the function that is given back is called. */
    hold: () => {
      writeFileSync(held, "");
      return () => rmSync(held);
    },
    /** Fails whoever asks with this flag. */
    refuse: (flag: string | undefined) =>
      flag === undefined ? rmSync(refused) : writeFileSync(refused, flag),
    /** How often it was asked. */
    count: () => asksIn(count),
    /** Resolves once it was asked this often. */
    asked: async (times = 1) => {
      while (asksIn(count) < times) await new Promise((resolve) => setImmediate(resolve));
    },
    /** What it was last asked, where, and the value of one variable that is a flag's twin. */
    lastAsked: () =>
      JSON.parse(readFileSync(asked, "utf8")) as {
        readonly args: string[];
        readonly folder: string;
        readonly twin?: string;
      },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const asksIn = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").length : 0);
