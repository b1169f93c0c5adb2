import { figure, ratio } from "./figures";
import type { Measured } from "./measure";
import {
  callsOf,
  growth,
  hostOf,
  loadOf,
  msOf,
  msWithoutService,
  peakOf,
  type Report,
  sizeOf,
  stateOf,
} from "./report";
import { whole } from "./tables";
import { type Phase, phaseNames, phases, type Way } from "./ways";

/** What this package set out to reach. */
export interface Goal {
  /** A note of the same name says why, where it is missed. */
  readonly id: string;
  readonly text: string;
  readonly limit: number;
  /** Undefined when the run did not measure it. */
  readonly value: number | undefined;
  readonly unit: "times" | "ms" | "MB" | "calls" | "data spaces";
  readonly isMet: boolean | undefined;
}

/** The size that most goals speak of. */
const LARGE = 1_000;
const ROTATION_CALLS = 12;

export function goalsOf(report: Report): Goal[] {
  const large = sizeOf(report, LARGE);
  const largest = report.sizes.at(-1);
  const over = (below: Way, phase: Phase) =>
    large && ratio(large, ["ours", below], msOf(phase))?.median;
  const overBareButService = (phase: Phase) =>
    large && ratio(large, ["ours", "bare"], msWithoutService(phase), msOf(phase))?.median;
  const [peak, barePeak] = [large && peakIn(large, "ours"), large && peakIn(large, "bare")];
  // What a process start costs does not depend on the size of the stack.
  const everyRound = { rounds: report.sizes.flatMap(({ rounds }) => rounds) };
  const load = figure(everyRound, "ours", loadOf);
  const { ours } = report.rotation;
  return [
    atMost("up-bare", "up of 1,000, over bare", 1.05, over("bare", "up")),
    atMost("up-floor", "up of 1,000, over the floor", 1.2, over("floor", "up")),
    atMost("up-stock", "up of 1,000, over stock", 0.5, over("stock", "up")),
    atMost(
      "preview-bare",
      "no-op preview of 1,000 less the service's time, over bare",
      1.1,
      overBareButService("previewSame"),
    ),
    atMost(
      "refresh-bare",
      "refresh of 1,000 less the service's time, over bare",
      1.1,
      overBareButService("refresh"),
    ),
    atMost(
      "state-stock",
      "state, over stock",
      0.5,
      largest && ratio(largest, ["ours", "stock"], stateOf)?.median,
    ),
    atMost("load", "module load over the bare dynamic host", 60, load?.median, "ms"),
    atMost(
      "refresh-calls",
      "calls of a refresh of 1,000 resources of one account",
      10,
      large && figure(large, "ours", callsOf("refresh"))?.median,
      "calls",
    ),
    atMost(
      "rotation-calls",
      `calls of a rotation that feeds ${report.rotation.dataSpaces} data spaces`,
      ROTATION_CALLS,
      ours.calls,
      "calls",
    ),
    {
      id: "rotation-proven",
      text: "data spaces proven with the new pair in that rotation, the old one proven dead",
      limit: report.rotation.dataSpaces,
      value: ours.proven,
      unit: "data spaces",
      isMet: ours.proven === report.rotation.dataSpaces && ours.isOldPairDead,
    },
    atMost(
      "plugin-up",
      "up of 1,000 through the plugin, over the dynamic provider",
      1,
      large && ratio(large, ["plugin", "ours"], msOf("up"))?.median,
    ),
    atMost(
      "plugin-start",
      "start of the plugin with all it loads, over the dynamic host's without",
      0.7,
      ratio(everyRound, ["plugin", "ours"], hostOf)?.median,
    ),
    atMost(
      "memory",
      "peak of the provider process in any command at 1,000, over the bare host's",
      40,
      peak && barePeak && peak - barePeak,
      "MB",
    ),
    ...growthGoals(report),
  ];
}

/** The highest, of whichever command: it is what the machine has to have. */
function peakIn(measured: Measured, way: Way): number | undefined {
  const peaks = phaseNames.map((phase) => figure(measured, way, peakOf(phase))?.median);
  const known = peaks.filter((peak) => peak !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** Noise of a growth factor: two medians over two. */
const GROWTH_TOLERANCE = 1.05;

/** Smaller stacks are mostly the start of processes, which would hide how the rest grows. */
const GROWTH_FROM = 100;

/** Up to the largest size. A refresh asks components nothing: there the bare provider is the floor. */
function growthGoals({ sizes }: Report): Goal[] {
  const [small, large] = [sizes.find(({ size }) => size >= GROWTH_FROM), sizes.at(-1)];
  const isMeasured = small && large && small.size < large.size;
  const range = isMeasured ? ` from ${whole(small.size)} to ${whole(large.size)}` : "";
  return phaseNames.map((phase) => {
    const floor = phase === "refresh" ? "bare" : "floor";
    const [own, other] = isMeasured
      ? [growth(small, large, "ours", phase), growth(small, large, floor, phase)]
      : [];
    const text = `growth of ${phases[phase].title}${range}, over that of ${floor}`;
    return atMost(`growth-${phase}`, text, GROWTH_TOLERANCE, own && other && own / other);
  });
}

function atMost(
  id: string,
  text: string,
  limit: number,
  value: number | undefined,
  unit: Goal["unit"] = "times",
): Goal {
  return { id, text, limit, value, unit, isMet: value === undefined ? undefined : value <= limit };
}
