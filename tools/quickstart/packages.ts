import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "../checkout";
import { runCommand } from "../command";

const packages = [
  { sources: "provider", built: "dist/index.js", project: "tsconfig.build.json" },
  {
    sources: "emulator/src",
    built: "emulator/dist/index.js",
    project: "emulator/tsconfig.build.json",
  },
];

/** Compiles what is older than its sources: the program and the emulator run as a user has them. */
export async function buildPackages(signal: AbortSignal): Promise<void> {
  const stale = packages.filter(({ sources, built }) => newestIn(sources) > modified(built));
  const tsc = join(checkoutRoot(), "node_modules/typescript/bin/tsc");
  for (const { project } of stale) {
    const built = await runCommand(process.execPath, [tsc, "-p", project], {
      cwd: checkoutRoot(),
      signal,
    });
    signal.throwIfAborted();
    if (built.code !== 0) throw new Error(`${project} does not compile:\n${built.stdout}`);
  }
}

function newestIn(folder: string): number {
  const names = readdirSync(join(checkoutRoot(), folder), { recursive: true, encoding: "utf8" });
  return Math.max(...names.map((name) => modified(join(folder, name))));
}

function modified(path: string): number {
  return statSync(join(checkoutRoot(), path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
