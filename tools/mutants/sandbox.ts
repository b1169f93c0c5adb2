import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runCommand } from "commerce-services-testkit/process/command";
import ts from "typescript";
import type { Mutation } from "./mutation";

/** Not copied: the packages are linked. All else is, `dist` too: a test may compile what is stale. */
const LEFT_OUT = [".git", "node_modules"];

/** What became of a mutant. Only `killed` is good. */
export type Verdict = "killed" | "survived" | "broke the build" | "declaration is stale";

/** A copy of the checkout to mutate: the checkout itself is never touched. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), "mutants-"));

  constructor(readonly root: string) {
    cpSync(root, this.folder, {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !LEFT_OUT.includes(basename(path)),
    });
    const packages = "node_modules";
    symlinkSync(join(root, packages), join(this.folder, packages), "junction");
  }

  /** Whether these tests pass as things are: a test that is red anyway kills no mutant. */
  passes = async (test: readonly string[]) => (await this.#run(test)).code === 0;

  async verdictOf({ file, find, replace, test }: Mutation): Promise<Verdict> {
    const path = join(this.folder, file);
    const source = readFileSync(path, "utf8");
    if (source.split(find).length !== 2) return "declaration is stale";
    const mutant = source.replace(find, () => replace);
    const { diagnostics = [] } = ts.transpileModule(mutant, { reportDiagnostics: true });
    if (diagnostics.length > 0) return "broke the build";
    writeFileSync(path, mutant);
    try {
      const { code, failed } = await this.#run(test);
      if (code === 0) return "survived";
      // Red because a test failed, not because nothing could be loaded.
      return failed > 0 ? "killed" : "broke the build";
    } finally {
      writeFileSync(path, source);
    }
  }

  close = () => rmSync(this.folder, { recursive: true, force: true });

  async #run(test: readonly string[]): Promise<{ code: number; failed: number }> {
    const report = join(this.folder, "report.json");
    rmSync(report, { force: true });
    const args = ["node_modules/vitest/vitest.mjs", "run", ...test, "--bail=1"];
    const { code = 1 } = await runCommand(
      process.execPath,
      [...args, "--reporter=json", `--outputFile=${report}`],
      { cwd: this.folder, env: { ...outside(), MODEL_SEQUENCES: "150" } },
    );
    return { code, failed: failedIn(report) };
  }
}

/** The environment of a run of its own, where this process is a test of another run. */
const outside = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$)/.test(name)));

function failedIn(report: string): number {
  try {
    return (JSON.parse(readFileSync(report, "utf8")) as { numFailedTests: number }).numFailedTests;
  } catch {
    return 0;
  }
}
