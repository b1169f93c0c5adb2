import { ratio } from "./figures";
import type { Sample } from "./lane";
import { cpuOf, stateOf } from "./report";
import type { Findings } from "./run";
import { type Phase, phaseNames, phases, providers } from "./ways";

/** Calls to the service by phase, the same at every size, but for {@link relistings}. */
const CALLS: Readonly<Record<Phase, number>> = {
  previewNew: 0,
  up: 10,
  previewSame: 0,
  upSame: 0,
  refresh: 6,
  destroy: 6,
};

/** A listing is good for half a minute: what takes longer lists again, once for each pair that signs. */
const relistings = (ms: number) => 2 * Math.floor(ms / 30_000);

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
/** 0.8 today: bare has the private key in inputs and outputs. Told without the stock way, which is slow. */
const STATE_OVER_BARE = 1;

/** What got worse, through either provider: each a sentence. Seconds are never judged. */
export function regressions(report: Findings): string[] {
  const found: string[] = [];
  const judge = (what: string, value: number | undefined, limit: number) => {
    if (value === undefined || value <= limit) return;
    found.push(`${what}: ${round(value)}, and the gate is ${limit}`);
  };
  for (const provider of providers) {
    for (const measured of report.sizes) {
      const { size } = measured;
      for (const phase of phaseNames) {
        const what = `${provider}, ${phases[phase].title} of ${size}`;
        const runs = measured.rounds.flat().filter(({ way }) => way === provider);
        const samples = runs.flatMap(({ phases }) => phases[phase] ?? []);
        // A way may be left out. Of a provider that was measured, nothing passes for want of a number.
        if (samples.some(({ calls }) => calls === undefined))
          found.push(`${what}, calls: not counted`);
        const worst = worstOf(phase, samples);
        if (worst) judge(`${what}, calls`, worst.calls, worst.limit);
        if (size < SMALLEST_RATIO) continue;
        const over = ratio(measured, [provider, "bare"], cpuOf(phase));
        judge(`${what}, processor time over bare`, over?.median, OVER_BARE[phase]);
      }
      const overStock = ratio(measured, [provider, "stock"], stateOf);
      judge(`${provider}, state of ${size} over stock`, overStock?.median, STATE_OVER_STOCK);
      const overBare = ratio(measured, [provider, "bare"], stateOf);
      judge(`${provider}, state of ${size} over bare`, overBare?.median, STATE_OVER_BARE);
    }
    const { dataSpaces, [provider]: rotation } = report.rotation;
    const what = `${provider}, a rotation that feeds ${dataSpaces} data spaces`;
    judge(`${what}, calls`, rotation.calls, ROTATION_CALLS);
    judge(`${what}, listings to make the stack`, rotation.first["registry.list"], LISTINGS);
    judge(`${what}, those left unproven`, dataSpaces - rotation.proven, 0);
    judge(`${what}, old pairs left alive`, rotation.isOldPairDead ? 0 : 1, 0);
  }
  return found;
}

/** Each command on its own: one that is right, or quick, does not excuse another. */
function worstOf(phase: Phase, samples: readonly Sample[]) {
  const [worst] = samples
    .flatMap(({ ms, calls }) =>
      calls === undefined ? [] : [{ calls, limit: CALLS[phase] + relistings(ms) }],
    )
    .sort((a, b) => b.calls - b.limit - (a.calls - a.limit));
  return worst;
}

const round = (value: number) => Math.round(value * 100) / 100;
