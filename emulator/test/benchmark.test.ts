import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRunSync } from "commerce-services-testkit/process/command";
import { expect, it } from "vitest";

const PACKAGE = join(__dirname, "..");
const page = readFileSync(join(PACKAGE, "BENCHMARK.md"), "utf8");

it("BENCHMARK.md is what the recorded runs came to", () => {
  const script = join(PACKAGE, "bench/page.mjs");
  expect(page).toBe(mustRunSync(process.execPath, [script]));
});

it("BENCHMARK.md shows no goal that was missed and no write that was lost", () => {
  expect(page).not.toContain("missed");
  expect(page).toContain("- answered writes lost: 0\n");
  const [, growth] = /to the last: (-?\d+) MB/.exec(page) ?? [];
  expect(Number(growth)).toBeLessThanOrEqual(15);
});
