import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { runCommand } from "commerce-services-testkit/process/command";

const packages = [
  { sources: "provider", built: "dist", project: "tsconfig.build.json" },
  { sources: "emulator/src", built: "emulator/dist", project: "emulator/tsconfig.build.json" },
];

/** Compiles what is older than its sources: the program and the emulator run as a user has them. */
export async function buildPackages(signal: AbortSignal): Promise<void> {
  const tsc = join(checkoutRoot(), "node_modules/typescript/bin/tsc");
  for (const { sources, built, project } of packages) {
    if (!isStale(sources, built)) continue;
    const { code, stdout } = await runCommand(process.execPath, [tsc, "-p", project], {
      cwd: checkoutRoot(),
      signal,
    });
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`${project} does not compile:\n${stdout}`);
  }
}

/** File by file: a compiler that was killed has written some of them. */
function isStale(sources: string, built: string): boolean {
  return readdirSync(join(checkoutRoot(), sources), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .some((name) => {
      const output = join(built, name.replace(/\.ts$/, ".js"));
      return modified(join(sources, name)) > modified(output);
    });
}

function modified(path: string): number {
  return statSync(join(checkoutRoot(), path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
