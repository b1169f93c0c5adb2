import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkoutRoot } from "../../../tools/checkout";
import { script } from "./fakeEngine";

/** A checkout with the real scripts, and an npm and a compiler that only note that they ran. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "check out "));
  for (const name of ["bootstrap.mjs", "ci.mjs"]) {
    mkdirSync(join(root, "tools"), { recursive: true });
    copyFileSync(join(checkoutRoot(), "tools", name), join(root, "tools", name));
  }
  write("npm.js", note("npm "));
  write("node_modules/typescript/bin/tsc", note("tsc"));
  write("tools/dist/hello/main.js", "exports.main = async (args) => args.length;");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const note = (name: string) =>
  `process.stdout.write("noise"); require("node:fs").appendFileSync(${JSON.stringify(
    join(root, "ran.txt"),
  )}, ${JSON.stringify(name)} + (${name === "npm "} ? process.argv.slice(2).join(" ") : "") + "\\n");`;

function run(name: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, "tools", name), ...args], {
    encoding: "utf8",
    env: { ...process.env, npm_execpath: join(root, "npm.js"), ...env },
  });
  return { status, stdout };
}

const ran = () => readFileSync(join(root, "ran.txt"), "utf8").trim().split("\n");
const install = "npm ci --include=dev --no-progress";

describe("the bootstrap", () => {
  const locked = { "": {}, "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } };
  const forMacs = { "node_modules/fsevents": { version: "2.0.0", optional: true } };
  const lock = (packages: object) => write("package-lock.json", JSON.stringify({ packages }));
  const installed = (packages: object) =>
    write("node_modules/.package-lock.json", JSON.stringify({ packages }));

  it("installs on a fresh clone, compiles, and runs the tool; stdout is the tool's alone", () => {
    lock(locked);
    expect(run("bootstrap.mjs", ["hello", "a", "b"])).toEqual({ status: 2, stdout: "" });
    expect(ran()).toEqual([install, "tsc"]);
  });

  it("installs nothing when all is there, whoever installed it", () => {
    lock({ ...locked, ...forMacs });
    const { "": _root, ...packages } = locked;
    installed(packages);
    expect(run("bootstrap.mjs", ["hello"])).toEqual({ status: 0, stdout: "" });
    expect(ran()).toEqual(["tsc"]);
  });

  it.each([
    ["is missing", {}],
    ["has another version", { "node_modules/a": { version: "0.9.0", integrity: "sha512-a" } }],
    ["has another content", { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } }],
  ])("installs when a package %s", (_what, packages) => {
    lock(locked);
    installed(packages);
    run("bootstrap.mjs", ["hello"]);
    expect(ran()).toEqual([install, "tsc"]);
  });

  it("stops where a step fails, with its exit code", () => {
    lock(locked);
    write("npm.js", "process.exit(7)");
    expect(run("bootstrap.mjs", ["hello"])).toEqual({ status: 7, stdout: "" });
  });
});

describe("the CI run", () => {
  /** An `npm` whose `npm test` behaves like this. */
  const npmTest = (body: string) => {
    mkdirSync(join(root, "bin"));
    script(join(root, "bin", "npm"), body);
    return run("ci.mjs", [], { PATH: `${join(root, "bin")}:${process.env.PATH}` });
  };
  const lastLine = ({ status, stdout }: { status: number | null; stdout: string }) => ({
    status,
    line: stdout.trimEnd().split("\n").at(-1),
  });
  const counting = "exports.countResults = () => ({ passed: 12, failed: 0 });";

  it("ends with the counts", () => {
    write("tools/dist/test/results.js", counting);
    const result = npmTest('echo "$1 with CI=$CI"');
    expect(result.stdout.startsWith("test with CI=true\n")).toBe(true);
    expect(lastLine(result)).toEqual({ status: 0, line: "12 passed, 0 failed" });
  });

  it("fails, and still ends with counts, when nothing came to be installed", () => {
    expect(lastLine(npmTest("exit 1"))).toEqual({ status: 1, line: "0 passed, 1 failed" });
  });

  it("fails when npm test failed, whatever was counted", () => {
    write("tools/dist/test/results.js", counting);
    expect(lastLine(npmTest("exit 3")).status).toBe(1);
  });
});
