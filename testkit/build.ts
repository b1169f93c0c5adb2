import { statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { checkoutRoot } from "./checkout";
import { withLock } from "./engine/lock";
import { runCommand } from "./process/command";

const projects = {
  provider: ["tsconfig.build.json"],
  emulator: ["emulator/tsconfig.build.json", "emulator/conformance/tsconfig.json"],
} as const;

/**
 * Compiles what is older than its sources, for who runs a package as its users have it: as a command
 * in a process of its own. Test files run side by side, so one at a time.
 */
export async function buildPackages(
  packages: readonly (keyof typeof projects)[],
  signal?: AbortSignal,
): Promise<void> {
  const root = checkoutRoot();
  const stale = () =>
    packages.flatMap((name) => projects[name]).filter((project) => isStale(join(root, project)));
  if (stale().length === 0) return;
  const lock = join(root, "node_modules/.cache/commerce-services-build.lock");
  const build = async () => {
    for (const project of stale()) await compile(root, project, signal);
  };
  await withLock(lock, build, { signal });
}

async function compile(root: string, project: string, signal?: AbortSignal): Promise<void> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = { cwd: root, signal };
  const { code, stdout } = await runCommand(process.execPath, [tsc, "-p", project], options);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`${project} does not compile:\n${stdout}`);
}

/** File by file: a compiler that was killed has written some of them. */
function isStale(project: string): boolean {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    project,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  if (!parsed) throw new Error(`${project} cannot be read`);
  return parsed.fileNames.some((source) =>
    ts
      .getOutputFileNames(parsed, source, false)
      .some((built) => modified(source) > modified(built)),
  );
}

const modified = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
