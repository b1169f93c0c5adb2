import { expect, it } from "vitest";
import { regressions } from "../../../tools/bench/gate";
import { makeReport, makeRun, PACE } from "./report";

const report = makeReport();

it("lets pass what is as good as it was", () => {
  expect(regressions(report)).toEqual([]);
});

it("names one call too many, and at which size", () => {
  const { phases, ...run } = makeRun("ours", 10);
  const worse = { ...run, phases: { ...phases, refresh: { ...phases.refresh, calls: 7 } } };
  const sizes = [{ size: 10, dataSpaces: 7, rounds: [[worse, makeRun("bare", 10)]] }];
  expect(regressions({ ...report, sizes })).toEqual([
    "calls of refresh of 10: 7, and the gate is 6",
  ]);
});

it("judges ratios, from 100 resources on, and never seconds", () => {
  const at = (size: number, ours: number) => ({
    size,
    dataSpaces: 1,
    rounds: [[makeRun("ours", size, { ...PACE, ours }), makeRun("bare", size)]],
  });
  const found = regressions({ ...report, sizes: [at(10, 500), at(100, 85)] });
  expect(found).toContain("processor time of up of 100 over bare: 1.7, and the gate is 1.5");
  expect(found.filter((text) => / of 10 /.test(text))).toEqual([]);
});

it("refuses a listing for every data space that is written to", () => {
  const ours = { ...report.rotation.ours, first: { "registry.list": 52 } };
  expect(regressions({ ...report, rotation: { ...report.rotation, ours } })).toEqual([
    "listings to bind as many data spaces to stores: 52, and the gate is 6",
  ]);
});

it("refuses a rotation that leaves a data space unproven, or the old pair alive", () => {
  const ours = { ...report.rotation.ours, calls: 9, proven: 99, isOldPairDead: false };
  expect(regressions({ ...report, rotation: { ...report.rotation, ours } })).toEqual([
    "calls of a rotation that feeds 100 data spaces: 9, and the gate is 8",
    "data spaces left unproven by it: 1, and the gate is 0",
    "old pairs left alive by it: 1, and the gate is 0",
  ]);
});
