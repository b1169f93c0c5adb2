import { resolve } from "node:path";
import { checkoutRoot } from "../checkout";
import { runCommandSync, type SyncOptions } from "./command";

/** Runs one of the package's scripts; gives its exit code. */
export const npmRun = (script: string): number => npm(["run", script]);

/** Runs npm; gives its exit code. Under npm, this very npm is used. */
export function npm(args: readonly string[], options: SyncOptions = {}): number {
  const own = process.env.npm_execpath;
  return own?.endsWith(".js") ? nodeRun([own, ...args], options) : exitCode("npm", args, options);
}

/** Runs a script, its path from the checkout's root, with this Node; gives its exit code. */
export const nodeRun = (
  [script = "", ...args]: readonly string[],
  options: SyncOptions = {},
): number => exitCode(process.execPath, [resolve(checkoutRoot(), script), ...args], options);

function exitCode(command: string, args: readonly string[], options: SyncOptions): number {
  const { code, stderr } = runCommandSync(command, args, {
    cwd: checkoutRoot(),
    show: true,
    ...options,
  });
  if (code === undefined) process.stderr.write(`${stderr}\n`);
  return code ?? 1;
}
