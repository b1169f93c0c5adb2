import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { checkoutRoot } from "../checkout";
import { main as setUpEngine } from "../engine/main";

/** A file that gets vitest's JSON report; `.ci/run` counts by it. */
const report = process.env.TEST_RESULTS;

/** `npm test [-- VITEST ARGUMENTS]`: all that must hold of a checkout. */
export async function main(args: string[]): Promise<number> {
  const unprepared = npmRun("build") || (await setUpEngine());
  if (unprepared) return unprepared;
  // The tests run even so: one slip of layout must not hide what they have to say.
  const checked = npmRun("check");
  const tested = node([
    "node_modules/vitest/vitest.mjs",
    "run",
    ...(report ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : []),
    ...args,
  ]);
  if (checked) process.stderr.write("npm run check failed: see above, before the tests.\n");
  return tested || checked;
}

/** Under `npm test` this very npm is used. */
function npmRun(script: string): number {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return node([npm, "run", script]);
  return exitCode("npm", ["run", script], process.platform === "win32");
}

function node([script = "", ...args]: string[]): number {
  return exitCode(process.execPath, [resolve(checkoutRoot(), script), ...args]);
}

function exitCode(command: string, args: string[], shell = false): number {
  const { status } = spawnSync(command, args, { cwd: checkoutRoot(), shell, stdio: "inherit" });
  return status ?? 1;
}
