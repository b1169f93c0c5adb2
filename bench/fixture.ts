import { dataSpaceCount, planOfSize } from "./plan";
import type { Measured, Report, Run, Sample } from "./report";
import type { RotationOf } from "./rotation";
import { callsService, type Phase, phaseNames, type Variant, variants } from "./variants";

/** How many milliseconds a command takes for each resource, in the reports made here. */
export const PACE: Readonly<Record<Variant, number>> = {
  dynamic: 52,
  native: 51,
  bare: 50,
  stock: 130,
  floor: 48,
};
const CALLS: Partial<Record<Phase, number>> = { up: 10, refresh: 6, destroy: 6 };

/** One turn of every phase. `changed` stands in for what a sample would have had. */
export function makeRun(
  variant: Variant,
  size: number,
  changed: Partial<Record<Phase, Partial<Sample>>> = {},
): Run {
  const ms = PACE[variant] * size;
  const sample = (phase: Phase): Sample => ({
    ms,
    cpuMs: ms / 2,
    ...(variant !== "floor" && { peakMb: variant === "dynamic" ? 150 : 120 }),
    ...(callsService(variant) && { calls: CALLS[phase] ?? 0 }),
    ...changed[phase],
  });
  const loadMs = variant === "dynamic" ? 50 : 1;
  return {
    variant,
    phases: Object.fromEntries(phaseNames.map((phase) => [phase, [sample(phase)]])),
    stateBytes: (variant === "stock" ? 5_000 : 2_000) * size,
    starts: variant === "native" ? [{ hostMs: 200 }] : [{ hostMs: 300, loadMs }],
  };
}

export const makeMeasured = (size: number, ...runs: readonly Run[]): Measured => ({
  size,
  dataSpaces: dataSpaceCount(planOfSize(size)),
  rounds: [variants.map((one) => runs.find((run) => run.variant === one) ?? makeRun(one, size))],
});

const rotation: RotationOf = {
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
    engine: "3.276.0",
    sdk: "3.248.0",
  },
  sizes: sizes.map((size) => makeMeasured(size)),
  rotation: { dataSpaces: 100, dynamic: rotation, native: rotation },
});
