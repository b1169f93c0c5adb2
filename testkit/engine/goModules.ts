import { chmod, copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { checkoutRoot } from "../checkout";
import { runCommand } from "../process/command";
import { engineFiles } from "./files";
import type { Progress } from "./progress";
import { engineVersion, languageHostVersion, oldestGoVersion } from "./versions";

/** A program built from a module that is pinned in go/, every module of it bound by go.sum. */
interface Program {
  readonly module: "cli" | "language-host";
  readonly package: string;
  readonly version: string;
  readonly tags: string;
}

/** Flags and tags as in Pulumi's own release build. */
export const cli: Program = {
  module: "cli",
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  version: engineVersion,
  tags: "osusergo grpcnotrace",
};
export const languageHost: Program = {
  module: "language-host",
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  version: languageHostVersion,
  tags: "",
};

/** The arguments of `go` that build a program into a file. */
export function buildArguments(program: Program, output: string): string[] {
  const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
  return [
    "build",
    // Not a byte that go.sum does not vouch for, whatever GOFLAGS says.
    "-mod=readonly",
    "-buildvcs=false",
    "-trimpath",
    // Names each package once it is compiled: the only sign of how far a build is.
    "-v",
    ...(program.tags ? ["-tags", program.tags] : []),
    "-ldflags",
    `-s -w -X ${versionVariable}=v${program.version}`,
    "-o",
    output,
    program.package,
  ];
}

/**
 * GOTOOLCHAIN stays as the user has it: with Go's default an older Go fetches the one that go.mod
 * asks for, with `local` it refuses. Modules and build results go to Go's own per-user caches,
 * as with any `go build`.
 */
export function goEnvironment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // GOOS and GOARCH would make it for another machine; a go.work above would join in.
  const { GOOS: _os, GOARCH: _arch, ...kept } = inherited;
  return { ...kept, CGO_ENABLED: "0", GOWORK: "off" };
}

/** Builds the engine into a folder that exists. Answers why it could not, or undefined. */
export async function buildFromGoModules(
  folder: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const modules = join(checkoutRoot(), "testkit", "engine", "go");
  const env = goEnvironment(process.env);
  const go = await runCommand("go", ["env", "GOVERSION"], {
    cwd: join(modules, "cli"),
    env,
    signal,
  });
  if (go.code === undefined) return "Go is not installed";
  if (go.code !== 0) return `Go ${oldestGoVersion} or newer is needed: ${go.stderr.trim()}`;

  const files = engineFiles();
  for (const [program, file] of [
    [cli, files.cli],
    [languageHost, files.languageHost],
  ] as const) {
    progress.phase(
      `Building ${file} ${program.version} with ${go.stdout.trim()} (minutes at first)`,
    );
    const counted = counting(progress);
    const built = await runCommand("go", buildArguments(program, join(folder, file)), {
      cwd: join(modules, program.module),
      env,
      signal,
      // Go clears its own temporary files away on an interrupt only.
      killSignal: "SIGINT",
      onLine: counted.line,
    });
    if (built.code !== 0) return `go build failed:\n${counted.otherLines().join("\n")}`;
  }
  await copyDynamicProvider(folder);
  return undefined;
}

/** The script belongs to the SDK, not to the engine, so it comes with the npm package. */
async function copyDynamicProvider(folder: string): Promise<void> {
  const require = createRequire(join(checkoutRoot(), "package.json"));
  const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
  const { dynamicProvider } = engineFiles();
  await copyFile(join(sdk, dynamicProvider), join(folder, dynamicProvider));
  await chmod(join(folder, dynamicProvider), 0o755);
}

/** Tells `go build -v`'s signs of life from what it complains about. */
function counting(progress: Progress) {
  let [downloaded, compiled] = [0, 0];
  const others: string[] = [];
  return {
    line(line: string) {
      if (line.startsWith("go: downloading ")) downloaded += 1;
      else if (/^[\w.~/-]+$/.test(line)) compiled += 1;
      else others.push(`    ${line}`);
      progress.detail(`${downloaded} modules downloaded, ${compiled} packages compiled`);
    },
    otherLines: () => others.slice(-20),
  };
}
