import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { engineFiles, engineVersion, setUpEngine } from "commerce-services-testkit/engine";
import { runCommandSync } from "commerce-services-testkit/process/command";

const MODULE =
  "github.com/pulumi-commerce-services/pulumi-commerce-services/sdk/go/commerceservices";

/**
 * `npm run sdks`: has the engine check plugin/schema.json, generates the Go and the Python SDK from
 * it with the engine's own generators, and type-checks a program against each. Needs Go, and Python
 * with pip; takes minutes at first, for Go compiles the generators.
 */
export async function main(): Promise<number> {
  const root = checkoutRoot();
  const schema = join(root, "plugin/schema.json");
  const uses = join(root, "tools/sdks/uses");
  const out = join(root, "node_modules/.cache/commerce-services-sdks");
  const modules = join(root, "testkit/engine/go/cli");
  const engine = await setUpEngine();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });

  const steps: readonly [what: string, work: () => boolean][] = [
    [
      "pulumi schema check",
      () => run(root, join(engine, engineFiles().cli), ["schema", "check", schema]),
    ],
    [
      "Go and Python SDK generated",
      () => go(modules, ["run", join(root, "tools/sdks/generate/main.go"), schema, out]),
    ],
    ["Go SDK and program type-checked", () => checkGo(join(out, "go"), uses, modules)],
    ["Python program type-checked", () => checkPython(join(out, "python"), uses)],
  ];
  for (const [what, work] of steps) {
    const isFine = work();
    process.stdout.write(`${isFine ? "passed" : "FAILED"}: ${what}\n`);
    if (!isFine) return 1;
  }
  return 0;
}

/** The generated files have no module of their own: the versions are the engine's. */
function checkGo(folder: string, uses: string, modules: string): boolean {
  const pinned = readFileSync(join(modules, "go.mod"), "utf8").replace(/^module .*$/m, "");
  writeFileSync(join(folder, "go.mod"), `module ${MODULE}\n${pinned}`);
  cpSync(join(modules, "go.sum"), join(folder, "go.sum"));
  mkdirSync(join(folder, "uses"));
  cpSync(join(uses, "main.go"), join(folder, "uses/main.go"));
  return go(folder, ["vet", "-mod=mod", "./..."]);
}

/** The program alone: what the generator writes for itself is not free of complaints. */
function checkPython(folder: string, uses: string): boolean {
  const venv = join(folder, ".venv");
  const bin = (name: string) => join(venv, "bin", name);
  return (
    run(folder, "python3", ["-m", "venv", venv]) &&
    run(folder, bin("pip"), ["install", "--quiet", `pulumi==${engineVersion}`, "mypy"]) &&
    run(folder, bin("mypy"), ["--follow-imports=silent", join(uses, "program.py")], {
      MYPYPATH: folder,
    })
  );
}

const go = (cwd: string, args: string[]) =>
  run(cwd, "go", args, { CGO_ENABLED: "0", GOWORK: "off" });

function run(cwd: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { code, stderr } = runCommandSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
  });
  process.stderr.write(stderr);
  return code === 0;
}
