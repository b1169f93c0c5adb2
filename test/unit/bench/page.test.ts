import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { document } from "../../../tools/bench/document";
import { cpuMsIn } from "../../../tools/bench/lane";
import { loadersIn } from "../../../tools/bench/load";
import { picture } from "../../../tools/bench/picture";
import type { Report } from "../../../tools/bench/report";
import { summary } from "../../../tools/bench/summary";
import { makeReport } from "./report";

const DATA = "docs/performance.json";

it("is written from the data beside it, to the letter", () => {
  expect(existsSync(DATA)).toBe(true);
  const report = JSON.parse(readFileSync(DATA, "utf8")) as Report;
  expect(document(report)).toBe(readFileSync("docs/performance.md", "utf8"));
  expect(picture(report)).toBe(readFileSync("docs/performance.svg", "utf8"));
});

it("says when the machine was shared, and what was left out", () => {
  const quiet = makeReport();
  expect(document(quiet)).not.toContain("The machine was shared");
  const busy = { ...makeReport([10, 100]), machine: { ...quiet.machine, load: 9.3 } };
  expect(document(busy)).toContain("its load was 9.3 on 2 cores");
  expect(document(busy)).toContain("13 not measured in this run");
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
    "up              52.0  50.0    130   48.0       1.04        0.40        1.08",
  );
  const svg = picture(makeReport());
  const opened = svg.match(/<g[ >]/g) ?? [];
  expect(svg.match(/<\/g>/g)).toHaveLength(opened.length);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
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
