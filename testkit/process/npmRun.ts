import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { checkoutRoot } from "../checkout";

/** Runs one of the package's scripts; gives its exit code. Under npm, this very npm is used. */
export function npmRun(script: string): number {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return nodeRun([npm, "run", script]);
  return exitCode("npm", ["run", script], process.platform === "win32");
}

/** Runs a script, its path from the checkout's root, with this Node; gives its exit code. */
export function nodeRun([script = "", ...args]: readonly string[]): number {
  return exitCode(process.execPath, [resolve(checkoutRoot(), script), ...args]);
}

function exitCode(command: string, args: readonly string[], shell = false): number {
  const { status } = spawnSync(command, args, { cwd: checkoutRoot(), shell, stdio: "inherit" });
  return status ?? 1;
}
