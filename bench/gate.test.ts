import { expect, it } from "vitest";
import { makeMeasured, makeReport, makeRun } from "./fixture";
import { regressions } from "./gate";
import type { Run } from "./report";
import { providers } from "./variants";

const report = makeReport();
const ofRuns = (size: number, ...runs: Run[]) =>
  regressions({ ...report, sizes: [makeMeasured(size, ...runs)] });

it("lets pass what is as good as it was", () => {
  expect(regressions(report)).toEqual([]);
});

it.each(providers)("refuses one call too many, of the %s provider", (provider) => {
  expect(ofRuns(10, makeRun(provider, 10, { refresh: { calls: 7 } }))).toEqual([
    `${provider}, refresh of 10, calls too many: 1.00, and the gate is 0`,
  ]);
});

it("lets a command of a minute list again, twice for each pair, and no more than that", () => {
  const up = (calls: number) => ofRuns(10, makeRun("dynamic", 10, { up: { ms: 61_000, calls } }));
  expect(up(14)).toEqual([]);
  expect(up(15)).toEqual(["dynamic, up of 10, calls too many: 1.00, and the gate is 0"]);
});

it("judges each command by itself: neither a good one nor a slow one excuses another", () => {
  const run = makeRun("dynamic", 10);
  const ofRefreshes = (...refresh: { calls?: number; ms: number }[]) =>
    ofRuns(10, { ...run, phases: { ...run.phases, refresh } });
  const tooMany = ["dynamic, refresh of 10, calls too many: 1.00, and the gate is 0"];
  expect(ofRefreshes({ calls: 6, ms: 1 }, { calls: 7, ms: 1 })).toEqual(tooMany);
  expect(ofRefreshes({ calls: 8, ms: 31_000 }, { calls: 7, ms: 29_000 })).toEqual(tooMany);
});

it("lets nothing pass for want of a figure", () => {
  const uncounted = makeRun("dynamic", 10, { refresh: { calls: undefined } });
  expect(ofRuns(10, uncounted)).toEqual([
    "dynamic, refresh of 10, calls too many: Infinity, and the gate is 0",
  ]);
  expect(ofRuns(50, makeRun("bare", 50, { up: { cpuMs: undefined } }))).toEqual([
    "dynamic, up of 50, processor time over bare: not measured",
    "native, up of 50, processor time over bare: not measured",
  ]);
  const { phases, ...run } = makeRun("native", 10);
  expect(ofRuns(10, { ...run, phases: { ...phases, upSame: [] } })).toEqual([
    "native, no-op up of 10, calls too many: not measured",
  ]);
});

it("judges processor time from 50 resources on, and never the wall clock", () => {
  const slow = (size: number) =>
    makeRun("dynamic", size, { up: { ms: 9e6, cpuMs: 34 * size, calls: 0 } });
  expect(ofRuns(49, slow(49))).toEqual([]);
  expect(ofRuns(50, slow(50))).toEqual([
    "dynamic, up of 50, processor time over bare: 1.36, and the gate is 1.35",
  ]);
});

it("refuses a state that has grown beside bare", () => {
  expect(ofRuns(10, { ...makeRun("native", 10), stateBytes: 20_200 })).toEqual([
    "native, state of 10 over bare: 1.01, and the gate is 1",
  ]);
});

it.each(providers)("refuses a worse rotation, of the %s provider", (provider) => {
  const first = { "registry.list": 52 };
  const worse = { ...report.rotation[provider], calls: 9, proven: 99, isOldPairDead: false, first };
  const what = `${provider}, a rotation that feeds 100 data spaces`;
  const rotation = { ...report.rotation, [provider]: worse };
  expect(regressions({ ...report, rotation })).toEqual([
    `${what}, calls: 9.00, and the gate is 8`,
    `${what}, listings to make the stack: 52.00, and the gate is 6`,
    `${what}, those left unproven: 1.00, and the gate is 0`,
    `${what}, old pairs left alive: 1.00, and the gate is 0`,
  ]);
});
