import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A `pulumi` that knows one command, `stack export`, and answers it from a file: the engine's
 * record as a test wants it.
 */
export function fakePulumi() {
  const folder = mkdtempSync(join(tmpdir(), "commerce services pulumi "));
  const state = join(folder, "state.json");
  const record = (resources: readonly object[]) =>
    writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources } }));
  record([]);
  writeFileSync(
    join(folder, "pulumi"),
    `#!${process.execPath}
const [stack, command] = process.argv.slice(2);
if (stack !== "stack" || command !== "export") process.exit(1);
require("node:fs").createReadStream(${JSON.stringify(state)}).pipe(process.stdout);
`,
  );
  chmodSync(join(folder, "pulumi"), 0o755);
  return { path: folder, record, close: () => rmSync(folder, { recursive: true, force: true }) };
}
