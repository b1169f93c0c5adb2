import {
  callsOf,
  figure,
  hostOf,
  loadOf,
  type Measured,
  msOf,
  peakOf,
  type Report,
  ratio,
  stateOf,
} from "./report";
import { type Phase, phaseNames, phases, type Variant } from "./variants";

/** What this package set out to reach. */
export interface Goal {
  readonly text: string;
  readonly limit: number;
  /** Undefined when the run did not measure it. */
  readonly value: number | undefined;
  readonly unit: "times" | "ms" | "MB" | "calls" | "data spaces";
  readonly isMet: boolean | undefined;
}

/** The size that most goals speak of. */
const LARGE = 1_000;

export function goalsOf({ sizes, rotation: { dataSpaces, dynamic } }: Report): Goal[] {
  const large = sizes.find(({ size }) => size === LARGE)?.rounds ?? [];
  // What a start of a process costs does not depend on the size of the stack.
  const all = sizes.flatMap(({ rounds }) => rounds);
  const over = (below: Variant, phase: Phase) =>
    ratio(large, ["dynamic", below], msOf(phase))?.median;
  const state = ratio(sizes.at(-1)?.rounds ?? [], ["dynamic", "stock"], stateOf)?.median;
  const nativeUp = ratio(large, ["native", "dynamic"], msOf("up"))?.median;
  const nativeStart = ratio(all, ["native", "dynamic"], hostOf)?.median;
  const load = figure(all, "dynamic", loadOf)?.median;
  const refreshCalls = figure(large, "dynamic", callsOf("refresh"))?.median;
  const [peak, barePeak] = [highestPeak(large, "dynamic"), highestPeak(large, "bare")];
  const overBare = peak && barePeak && peak - barePeak;
  const rotation = `a rotation that feeds ${dataSpaces} data spaces`;
  return [
    atMost("up of 1,000, over bare", 1.05, over("bare", "up")),
    atMost("up of 1,000, over the floor", 1.2, over("floor", "up")),
    atMost("up of 1,000, over stock", 0.5, over("stock", "up")),
    atMost("no-op preview of 1,000, over bare", 1.1, over("bare", "previewSame")),
    atMost("refresh of 1,000, over bare", 1.1, over("bare", "refresh")),
    atMost("state, over stock", 0.5, state),
    atMost("loading the dynamic provider", 60, load, "ms"),
    atMost("calls of a refresh of 1,000 resources of one account", 10, refreshCalls, "calls"),
    atMost(`calls of ${rotation}`, 12, dynamic.calls, "calls"),
    {
      text: "data spaces proven with the new pair in that rotation, the old one proven dead",
      limit: dataSpaces,
      value: dynamic.proven,
      unit: "data spaces",
      isMet: dynamic.proven === dataSpaces && dynamic.isOldPairDead,
    },
    atMost("up of 1,000 through the native provider, over the dynamic one", 1, nativeUp),
    atMost(
      "start of the native provider with all it loads, over the dynamic host's without",
      0.7,
      nativeStart,
    ),
    atMost("highest peak of the provider process at 1,000, over bare's", 80, overBare, "MB"),
    ...growthGoals(sizes),
  ];
}

/** Of whichever command: it is what the machine has to have. */
function highestPeak(rounds: Measured["rounds"], variant: Variant): number | undefined {
  const peaks = phaseNames.map((phase) => figure(rounds, variant, peakOf(phase))?.median ?? 0);
  return Math.max(...peaks) || undefined;
}

/** Noise of a growth factor: two medians over two. */
const GROWTH_TOLERANCE = 1.05;
/** Smaller stacks are mostly the start of processes, which would hide how the rest grows. */
const GROWTH_FROM = 100;

/** Up to the largest size. A refresh asks components nothing: there the bare provider is the floor. */
function growthGoals(sizes: readonly Measured[]): Goal[] {
  const [small, large] = [sizes.find(({ size }) => size >= GROWTH_FROM), sizes.at(-1)];
  if (!small || !large || small === large) return [];
  const medianMs = ({ rounds }: Measured, variant: Variant, phase: Phase) =>
    figure(rounds, variant, msOf(phase))?.median ?? Number.NaN;
  const growth = (variant: Variant, phase: Phase) =>
    medianMs(large, variant, phase) / medianMs(small, variant, phase);
  const range = `from ${small.size} to ${large.size.toLocaleString("en-US")}`;
  return phaseNames.map((phase) => {
    const floor = phase === "refresh" ? "bare" : "floor";
    const value = growth("dynamic", phase) / growth(floor, phase);
    const text = `growth of ${phases[phase].title} ${range}, over that of ${floor}`;
    return atMost(text, GROWTH_TOLERANCE, Number.isNaN(value) ? undefined : value);
  });
}

const atMost = (
  text: string,
  limit: number,
  value: number | undefined,
  unit: Goal["unit"] = "times",
): Goal => ({ text, limit, value, unit, isMet: value === undefined ? undefined : value <= limit });
