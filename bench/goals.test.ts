import { expect, it } from "vitest";
import { makeMeasured, makeReport, makeRun, PACE } from "./fixture";
import { goalsOf } from "./goals";
import type { Report, Run } from "./report";

const report = makeReport();
const missed = (changed: Partial<Report>) =>
  goalsOf({ ...report, ...changed })
    .filter(({ isMet }) => isMet === false)
    .map(({ text, value }) => [text, value]);
const withRun = (run: Run) => ({
  sizes: [...report.sizes.slice(0, 2), makeMeasured(1_000, run)],
});

it("are all met by a report in which all is well", () => {
  expect(goalsOf(report).map(({ isMet }) => isMet)).toEqual(Array(19).fill(true));
});

it("are neither met nor missed where 1,000 resources were not measured", () => {
  const met = goalsOf(makeReport([10])).filter(({ isMet }) => isMet !== undefined);
  expect(met.map(({ text }) => text)).toEqual([
    "state, over stock",
    "loading the dynamic provider",
    "calls of a rotation that feeds 100 data spaces",
    "data spaces proven with the new pair in that rotation, the old one proven dead",
    "start of the native provider with all it loads, over the dynamic host's without",
  ]);
});

it("allow 80 MB over the bare host, in the command that needs the most", () => {
  const peak = (peakMb: number) => withRun(makeRun("dynamic", 1_000, { refresh: { peakMb } }));
  expect(missed(peak(200))).toEqual([]);
  expect(missed(peak(201))).toEqual([
    ["highest peak of the provider process at 1,000, over bare's", 81],
  ]);
});

it("ask the same growth of this package as of the floor, and of bare in a refresh", () => {
  const slow = (ms: number) => ({ ms: ms * 1_000 });
  const run = makeRun("dynamic", 1_000, {
    upSame: slow(PACE.dynamic * 1.06),
    refresh: slow(PACE.dynamic * 1.04),
  });
  expect(missed(withRun(run))).toEqual([
    ["growth of no-op up from 100 to 1,000, over that of floor", 1.06],
  ]);
});

it("hold a rotation to proof, not to its number of calls alone", () => {
  const dynamic = { ...report.rotation.dynamic, isOldPairDead: false };
  expect(missed({ rotation: { ...report.rotation, dynamic } })).toEqual([
    ["data spaces proven with the new pair in that rotation, the old one proven dead", 100],
  ]);
});
