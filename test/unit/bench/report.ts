import type { Sample } from "../../../tools/bench/lane";
import type { Measured, Run } from "../../../tools/bench/measure";
import { dataSpaceCount, planOfSize } from "../../../tools/bench/mix";
import type { Report } from "../../../tools/bench/report";
import type { RotationOf } from "../../../tools/bench/rotation";
import { callsService, type Phase, phaseNames, type Way, ways } from "../../../tools/bench/ways";

/** How many milliseconds a command takes for each resource, in the reports made here. */
export const PACE: Readonly<Record<Way, number>> = {
  ours: 52,
  plugin: 51,
  bare: 50,
  stock: 130,
  floor: 48,
};

const CALLS: Readonly<Record<Phase, number>> = {
  previewNew: 0,
  up: 10,
  previewSame: 0,
  upSame: 0,
  refresh: 6,
  destroy: 6,
};

/** A run that left no phase out, one turn of each. */
type FullRun = Run & { readonly phases: Readonly<Record<Phase, readonly [Sample]>> };

/** @param others milliseconds of anything else, in each command */
export const makeRun = (way: Way, size: number, pace = PACE, others = 0): FullRun => {
  const sample = (phase: Phase): Sample => ({
    ms: pace[way] * size,
    cpuMs: (pace[way] * size) / 2,
    othersMs: others,
    ...(way === "floor" ? {} : { peakMb: way === "ours" ? 150 : 120 }),
    ...(callsService(way) ? { calls: CALLS[phase], serviceMs: 0 } : {}),
  });
  return {
    way,
    phases: Object.fromEntries(
      phaseNames.map((phase) => [phase, [sample(phase)]]),
    ) as unknown as FullRun["phases"],
    stateBytes: (way === "stock" ? 5_000 : 2_000) * size,
    loads: loadsOf(way),
  };
};

function loadsOf(way: Way): Run["loads"] {
  if (way === "floor") return [];
  if (way === "plugin") return [{ hostMs: 200 }];
  return [{ hostMs: 300, loadMs: way === "ours" ? 50 : 1 }];
}

const makeMeasured = (size: number): Measured => ({
  size,
  dataSpaces: dataSpaceCount(planOfSize(size)),
  rounds: [ways.map((way) => makeRun(way, size))],
});

const rotation: RotationOf = {
  ms: 9_000,
  calls: 8,
  operations: { "keys.create": 1, "registry.list": 1 },
  proven: 100,
  isOldPairDead: true,
  first: { "registry.list": 2, "dataSpace.cloudId": 100 },
};

/** A report in which every goal is met and nothing is worse than the gate. */
export const makeReport = (sizes: readonly number[] = [10, 100, 1_000]): Report => ({
  measuredAt: "2026-11-21T12:00:00.000Z",
  command: "npm run bench",
  minutes: 38,
  machine: {
    processor: "a processor",
    cores: 2,
    memoryGb: 24,
    system: "Linux 6",
    node: "v20.20.2",
    engine: "3.259.0",
    sdk: "3.248.0",
  },
  sizes: sizes.map(makeMeasured),
  rotation: {
    dataSpaces: 100,
    ours: rotation,
    plugin: rotation,
    stock: { ms: 15_000, calls: 9, operations: {}, proven: 100, isOldPairDead: true, first: {} },
  },
  settings: [],
});
