// node emulator/mutations/run.mjs [words]: disarms each guard in turn, in a copy of the package,
// and says which tests noticed. With words, only mutations whose description holds them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mutations } from "./mutations.mjs";

const PACKAGE = join(dirname(fileURLToPath(import.meta.url)), "..");
// Inside of the package, so that its imports find what they need; dist is ignored by git.
const COPY = join(PACKAGE, "dist/mutations/emulator");
const VITEST = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);

rmSync(dirname(COPY), { recursive: true, force: true });
mkdirSync(COPY, { recursive: true });
const PARTS = ["src", "test", "conformance", "openapi", "dashboard", "package.json"];
for (const part of [...PARTS, "tsconfig.build.json"])
  cpSync(join(PACKAGE, part), join(COPY, part), { recursive: true });
for (const file of ["tsconfig.base.json"])
  cpSync(join(PACKAGE, "..", file), join(COPY, "..", file));

const words = process.argv.slice(2).join(" ");
let unnoticed = 0;
for (const mutation of mutations.filter(({ breaks }) => breaks.includes(words))) {
  const verdict = tried(mutation);
  if (verdict !== "noticed") unnoticed++;
  process.stdout.write(`${verdict.padEnd(9)}  ${mutation.breaks} (${mutation.test})\n`);
}
rmSync(dirname(COPY), { recursive: true, force: true });
if (unnoticed > 0) process.exitCode = 1;

function tried({ file, find, replace, test }) {
  const path = join(COPY, "src", file);
  const source = readFileSync(path, "utf8");
  if (!source.includes(find)) return "not found";
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  const flags = ["run", `emulator/test/${test}`, "--root", dirname(COPY), "--testTimeout", "60000"];
  const { status, stdout } = spawnSync(process.execPath, [VITEST, ...flags], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  writeFileSync(path, source);
  if (status === 0) return "UNNOTICED";
  // A mutation that merely breaks the build proves nothing.
  return /Tests .*failed/.test(stdout) ? "noticed" : "no test";
}
