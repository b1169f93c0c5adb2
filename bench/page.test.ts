import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { makeReport } from "./fixture";
import { readOptions } from "./main";
import { pageOf } from "./page";
import type { Report } from "./report";

it("is written from the data beside it, to the letter", () => {
  const report = JSON.parse(readFileSync("docs/performance.json", "utf8")) as Report;
  expect(pageOf(report)).toBe(readFileSync("docs/performance.md", "utf8"));
});

it("shows the median of all turns, and the least behind it where that differs", () => {
  const report = makeReport([10]);
  const [measured] = report.sizes;
  if (!measured) throw new Error("no size");
  const [round = []] = measured.rounds;
  const slower = round.map((run) => ({ ...run, phases: { ...run.phases, up: [{ ms: 1_100 }] } }));
  const page = pageOf({ ...report, sizes: [{ ...measured, rounds: [round, slower.slice(0, 1)] }] });
  expect(page).toContain("10 resources (rounds: dynamic 2, native 1, bare 1, stock 1, floor 1)");
  expect(page).toContain(
    "| up | 0.8 (0.5) | 0.5 | 0.5 | 1.3 | 0.5 | 0.98 | 1.04 | 0.40 | 1.08 | 1.04 | 2.71 |",
  );
  expect(page).toContain("| state, kB | 20 | 20 | 20 | 50 | 20 | 1.00 | 1.00 | 0.40 |");
});

it.each([
  [[], { sizes: [10, 100, 1_000], minutes: 60, folder: expect.stringMatching(/docs$/) }],
  [["--quick"], { sizes: [10, 100], folder: expect.stringMatching(/\.bench$/) }],
  [["--sizes", "9,4", "--runs", "1"], { sizes: [4, 9], runs: 1 }],
  [["--from", "docs/performance.json"], { folder: expect.stringMatching(/docs$/) }],
])("writes to docs/ what is measured in full, and the rest elsewhere: %j", (args, expected) => {
  expect(readOptions(args)).toMatchObject(expected);
});
