import { figure } from "./figures";
import { callsOf, cpuOf, ratio, stateOf } from "./report";
import type { Findings } from "./run";
import { type Phase, phaseNames, phases } from "./ways";

/** Calls to the service by phase, the same at every size: that they do not grow is the point. */
const CALLS: Readonly<Record<Phase, number>> = {
  previewNew: 0,
  up: 10,
  previewSame: 0,
  upSame: 0,
  refresh: 6,
  destroy: 6,
};

/** Of a rotation, however many data spaces it feeds. */
const ROTATION_CALLS = 8;

/** Of the stack's making, whose every data space is written to: one for each pair and half minute. */
const LISTINGS = 6;

/**
 * How much more processor time than bare each phase may take, by median. Not the wall clock, which
 * tells of all that a machine does. Above what is measured today: the gate is for a mistake that
 * doubles a figure.
 */
const OVER_BARE: Readonly<Record<Phase, number>> = {
  previewNew: 1.5,
  up: 1.5,
  previewSame: 1.5,
  upSame: 1.5,
  refresh: 1.75,
  // Each pair's deletion asks the engine who still holds it, which takes about a second.
  destroy: 2.5,
};
/** Below this size a phase is mostly the start of processes. */
const SMALLEST_RATIO = 100;
const STATE_OVER_STOCK = 0.5;

/** What got worse: each a sentence. Seconds are never judged. */
export function regressions(report: Findings): string[] {
  const found: string[] = [];
  const judge = (what: string, value: number | undefined, limit: number) => {
    if (value === undefined || value <= limit) return;
    found.push(`${what}: ${round(value)}, and the gate is ${limit}`);
  };
  for (const measured of report.sizes) {
    const { size } = measured;
    for (const phase of phaseNames) {
      const what = `${phases[phase].title} of ${size}`;
      const calls = figure(measured, "ours", callsOf(phase));
      judge(`calls of ${what}`, calls?.min, CALLS[phase]);
      if (size < SMALLEST_RATIO) continue;
      const over = ratio(measured, ["ours", "bare"], cpuOf(phase));
      judge(`processor time of ${what} over bare`, over?.median, OVER_BARE[phase]);
    }
    const state = ratio(measured, ["ours", "stock"], stateOf);
    judge(`state of ${size} over stock`, state?.median, STATE_OVER_STOCK);
  }
  const { ours, dataSpaces } = report.rotation;
  judge(`calls of a rotation that feeds ${dataSpaces} data spaces`, ours.calls, ROTATION_CALLS);
  judge("listings to bind as many data spaces to stores", ours.first["registry.list"], LISTINGS);
  judge("data spaces left unproven by it", dataSpaces - ours.proven, 0);
  judge("old pairs left alive by it", ours.isOldPairDead ? 0 : 1, 0);
  return found;
}

const round = (value: number) => Math.round(value * 100) / 100;
