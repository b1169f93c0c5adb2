import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { script } from "commerce-services-testkit/engine/fakeEngine";
import { runCommandSync } from "commerce-services-testkit/process/command";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** A checkout with the real scripts, and an npm that only notes that it ran. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "check out "));
  for (const name of ["bootstrap.mjs", "ci.mjs"]) {
    mkdirSync(join(root, "tools"), { recursive: true });
    copyFileSync(join(checkoutRoot(), "tools", name), join(root, "tools", name));
  }
  write("npm.js", note());
  const tsx = "node_modules/tsx";
  mkdirSync(join(root, "node_modules"));
  symlinkSync(join(checkoutRoot(), tsx), join(root, tsx), "junction");
  const main = "export const main = async (args: string[]): Promise<number> => args.length;";
  write("tools/hello/main.ts", main);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const note = () =>
  `process.stdout.write("noise"); require("node:fs").appendFileSync(${JSON.stringify(
    join(root, "ran.txt"),
  )}, "npm " + process.argv.slice(2).join(" "));`;

function run(name: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const script = join(root, "tools", name);
  const { code: status, stdout } = runCommandSync(process.execPath, [script, ...args], {
    env: { ...process.env, npm_execpath: join(root, "npm.js"), ...env },
  });
  return { status, stdout };
}

const ran = () =>
  existsSync(join(root, "ran.txt")) ? readFileSync(join(root, "ran.txt"), "utf8") : "";
const install = "npm ci --include=dev --no-progress";

describe("the bootstrap", () => {
  const locked = { "": {}, "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } };
  const forMacs = { "node_modules/fsevents": { version: "2.0.0", optional: true } };
  const lock = (packages: object) => write("package-lock.json", JSON.stringify({ packages }));
  const installed = (packages: object) =>
    write("node_modules/.package-lock.json", JSON.stringify({ packages }));

  it("installs on a fresh clone, and runs the tool from its source; stdout is the tool's alone", () => {
    lock(locked);
    expect(run("bootstrap.mjs", ["tools/hello", "a", "b"])).toEqual({ status: 2, stdout: "" });
    expect(ran()).toBe(install);
  });

  it("installs nothing when all is there, whoever installed it", () => {
    lock({ ...locked, ...forMacs });
    const { "": _root, ...packages } = locked;
    installed(packages);
    expect(run("bootstrap.mjs", ["tools/hello"])).toEqual({ status: 0, stdout: "" });
    expect(ran()).toBe("");
  });

  it.each([
    ["is missing", {}],
    ["has another version", { "node_modules/a": { version: "0.9.0", integrity: "sha512-a" } }],
    ["has another content", { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } }],
  ])("installs when a package %s", (_what, packages) => {
    lock(locked);
    installed(packages);
    run("bootstrap.mjs", ["tools/hello"]);
    expect(ran()).toBe(install);
  });

  it("stops where a step fails, with its exit code", () => {
    lock(locked);
    write("npm.js", "process.exit(7)");
    expect(run("bootstrap.mjs", ["tools/hello"])).toEqual({ status: 7, stdout: "" });
  });
});

describe("the CI run", () => {
  /** An `npm` whose `npm test` behaves like this. */
  const npmTest = (body: string) => {
    mkdirSync(join(root, "bin"));
    script(join(root, "bin", "npm"), body);
    return run("ci.mjs", [], { PATH: `${join(root, "bin")}:${process.env.PATH}` });
  };
  const lastLine = ({ status, stdout }: { status: number | undefined; stdout: string }) => ({
    status,
    line: stdout.trimEnd().split("\n").at(-1),
  });
  const counting = "export const countResults = (): object => ({ passed: 12, failed: 0 });";

  it("ends with the counts", () => {
    write("tools/test/results.ts", counting);
    const result = npmTest('echo "$1 with CI=$CI"');
    expect(result.stdout.startsWith("test with CI=true\n")).toBe(true);
    expect(lastLine(result)).toEqual({ status: 0, line: "12 passed, 0 failed" });
  });

  it("fails, and still ends with counts, when nothing came to be installed", () => {
    expect(lastLine(npmTest("exit 1"))).toEqual({ status: 1, line: "0 passed, 1 failed" });
  });

  it("fails when npm test failed, whatever was counted", () => {
    write("tools/test/results.ts", counting);
    expect(lastLine(npmTest("exit 3")).status).toBe(1);
  });
});
