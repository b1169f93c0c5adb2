import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { dataText } from "../../../tools/bench/data";
import { document } from "../../../tools/bench/document";
import { cpuMsIn } from "../../../tools/bench/lane";
import { loadersIn } from "../../../tools/bench/load";
import { picture } from "../../../tools/bench/picture";
import type { Report } from "../../../tools/bench/report";
import { summary } from "../../../tools/bench/summary";
import { weightsTable } from "../../../tools/bench/tables";
import { makeReport, makeRun } from "./report";

const DATA = "docs/performance.json";

it("is written from the data beside it, to the letter", () => {
  expect(existsSync(DATA)).toBe(true);
  const report = JSON.parse(readFileSync(DATA, "utf8")) as Report;
  expect(document(report)).toBe(readFileSync("docs/performance.md", "utf8"));
  expect(picture(report)).toBe(readFileSync("docs/performance.svg", "utf8"));
  expect(dataText(report)).toBe(readFileSync(DATA, "utf8"));
});

it("says how much of the machine other work had, and what was left out", () => {
  const report = makeReport([10]);
  const withOthers = (others: number | undefined) => {
    const { phases, ...run } = makeRun("ours", 10);
    const samples = Object.entries(phases).map(([name, [sample]]) => {
      const { othersMs: _, ...rest } = sample;
      return [name, [others === undefined ? rest : { ...rest, othersMs: others }]];
    });
    const changed = { ...run, phases: Object.fromEntries(samples) };
    return document({ ...report, sizes: [{ size: 10, dataSpaces: 7, rounds: [[changed]] }] });
  };
  // 520 ms on two cores: 1,040 ms of processor time in each command.
  expect(withOthers(13)).toContain("Other work had 1.3 % of its processors.");
  expect(withOthers(520)).toContain("**The machine was shared: other work had 50 %");
  expect(withOthers(undefined)).toContain("How much else the machine did is not known.");
  expect(document(makeReport([10, 100]))).toContain("14 not measured in this run");
});

it("says who took part in fewer rounds", () => {
  const [whole] = makeReport([10]).sizes;
  if (!whole) throw new Error("no size");
  const [first = []] = whole.rounds;
  const second = first.filter(({ way }) => way === "ours" || way === "bare");
  const page = document({ ...makeReport(), sizes: [{ ...whole, rounds: [first, second] }] });
  expect(page).toContain("7 data spaces; 2 rounds (plugin 1, stock 1, floor 1).");
});

it("advises by what was measured, and says so where nothing was", () => {
  const split = { stacks: 10, size: 100, atOnce: 2, ms: 31_000 };
  const took = { ms: 12_000, turns: [12_400, 12_000], stateBytes: 1_800_000 };
  const settings = [{ title: "as it is", size: 300, ...took }];
  const page = document({ ...makeReport(), split, settings });
  expect(page).toContain(
    "one `up` of 1,000 takes 52.0 s; 10 stacks of 100, 2 at a time on the same machine, take 31.0 s together.",
  );
  expect(page).toContain("Ten thousand data spaces are 113 such stacks: 6 minutes at that rate");
  expect(page).toContain("| as it is | 12.0 | 1,800 |");
  expect(document(makeReport())).toContain("How much, this run is too short to show.");
});

it("shows what outputs cost, where that was measured", () => {
  const of = (ms: number) => ({ min: ms, median: ms });
  const refresh = { ours: of(2_200), bare: of(2_000), withoutOutputs: of(1_600) };
  const outputs = { size: 150, phases: [{ phase: "refresh" as const, ...refresh }] };
  expect(document({ ...makeReport(), outputs })).toContain(
    "| refresh | 2.2 | 2.0 | 1.6 | 1.10 | 1.38 |",
  );
  expect(document(makeReport())).not.toContain("### What outputs cost");
});

it("has a note for each goal that is missed", () => {
  const report = makeReport();
  const ours = { ...report.rotation.ours, calls: 13 };
  expect(document({ ...report, rotation: { ...report.rotation, ours } })).toContain(
    "- **calls of a rotation that feeds 100 data spaces**: ",
  );
});

it("has a table for each size, and a picture that is well formed", () => {
  const text = summary(makeReport());
  expect(text).toContain(
    "up              52.0    51.0  50.0    130   48.0         0.98       1.04        0.40        1.08        1.04         2.71",
  );
  const svg = picture(makeReport());
  const opened = svg.match(/<g[ >]/g) ?? [];
  expect(svg.match(/<\/g>/g)).toHaveLength(opened.length);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

it("compares states, memory and starts by rounds too, and shows the memory of up and of refresh", () => {
  const weighing = (way: "ours" | "bare", stateBytes: number, refreshMb: number) => {
    const { phases, ...run } = makeRun(way, 10);
    const refresh = [{ ...phases.refresh[0], peakMb: refreshMb }];
    return { ...run, stateBytes, phases: { ...phases, refresh } };
  };
  const rounds = [
    [weighing("ours", 1_000, 300), weighing("bare", 1_000, 100)],
    [weighing("ours", 9_000, 200), weighing("bare", 3_000, 200)],
    [weighing("ours", 2_000, 200), weighing("bare", 1_000, 100)],
  ];
  const { head, rows } = weightsTable({ size: 10, dataSpaces: 7, rounds });
  const cells = (title: string, column: string) =>
    rows.find(([first]) => first?.includes(title))?.[head.indexOf(column)];
  // 1, 3 and 2, round by round: a ratio of medians would have no least.
  expect(cells("state", "ours/bare")).toBe("2.00 (1.00)");
  expect(cells("in up", "ours/bare")).toBe("1.25");
  expect([cells("in refresh", "ours"), cells("in refresh", "ours/bare")]).toEqual([
    "200",
    "2.00 (1.00)",
  ]);
});

it("says of the printed tables what their cells are, however many rounds a way had", () => {
  expect(summary(makeReport([10]))).toContain(
    "\n10 resources: medians of all turns of all rounds, in brackets the least\n",
  );
});

it("reads the processor time of a shell's children", () => {
  expect(cpuMsIn("0m0.00s 0m0.01s\n1m4.20s 0m0.61s\n")).toBeCloseTo(64_810);
  expect(cpuMsIn("")).toBeUndefined();
});

it("finds each different loader of a state once", () => {
  const resources = [{ inputs: { __provider: "a" } }, {}, { inputs: { __provider: "a" } }];
  const state = {
    checkpoint: { latest: { resources: [...resources, { inputs: { __provider: "b" } }] } },
  };
  expect(loadersIn(JSON.stringify(state))).toEqual(["a", "b"]);
});
