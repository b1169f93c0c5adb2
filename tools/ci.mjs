// @ts-check
/**
 * What `.ci/run` runs: `npm test`, and as the last line of stdout `N passed, N failed`. The line
 * comes out whatever happens before it, so this is plain Node: the install itself may fail.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "commerce-services-ci-"));
const results = join(folder, "results.json");

const { status } = spawnSync("npm", ["test"], {
  cwd: root,
  // CI: no watch mode, no `.only`, no snapshot written.
  env: { ...process.env, CI: "true", TEST_RESULTS: results },
  shell: process.platform === "win32",
  stdio: ["ignore", "inherit", "inherit"],
});

/** @type {{ passed: number, failed: number }} */
let counts = { passed: 0, failed: 1 };
try {
  const require = createRequire(import.meta.url);
  require("tsx/cjs");
  counts = require("./test/results.ts").countResults(results, status);
} catch {
  process.stderr.write("The run broke off before any test could be counted.\n");
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed > 0 || counts.passed === 0 || status !== 0 ? 1 : 0;
