import type { Task } from "./measure";
import { cpuOf, type Findings, ratio, type Sample, stateOf } from "./report";
import { type Phase, phaseNames, phases, providers } from "./variants";

/**
 * What `npm test` measures: one size, every command once. A call too many shows at any size. State
 * and processor time are compared with the bare provider's, measured beside, in a stack whose
 * resources show in them; the ratio of two processor times moves by a tenth on a busy machine, and
 * the limits leave that room. The wall clock is never judged. Other sizes, and the stock resources
 * with three times the state of bare, are left to the whole benchmark.
 */
export const gateTask: Task = {
  sizes: [60],
  variants: ["dynamic", "native", "bare"],
  runs: 1,
  turns: 1,
  starts: 0,
  rotated: 20,
  minutes: 60,
};

/** Calls to the service, at every size but for {@link relistings}. */
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

/** Processor time over bare, by median. Above what is measured, which is up to 1.2. */
const CPU_OVER_BARE: Readonly<Record<Phase, number>> = {
  previewNew: 1.35,
  up: 1.35,
  previewSame: 1.35,
  upSame: 1.35,
  refresh: 1.5,
  // Each pair's deletion asks the engine who still holds it, which takes about a second.
  destroy: 1.75,
};
/** Below this size a phase is mostly the start of processes. */
const SMALLEST_RATIO = 50;
/** 0.8 today: bare has the private key in inputs and outputs. Stock has three times as much as bare. */
const STATE_OVER_BARE = 1;

/** What got worse, through either provider: each a sentence. Nothing passes for want of a figure. */
export function regressions({ sizes, rotation }: Findings): string[] {
  const found: string[] = [];
  const judge = (what: string, value: number | undefined, limit: number) => {
    if (value === undefined) found.push(`${what}: not measured`);
    else if (value > limit) found.push(`${what}: ${value.toFixed(2)}, and the gate is ${limit}`);
  };
  for (const provider of providers) {
    for (const { size, rounds } of sizes) {
      const runs = rounds.flat().filter(({ variant }) => variant === provider);
      for (const phase of phaseNames) {
        const what = `${provider}, ${phases[phase].title} of ${size}`;
        const samples = runs.flatMap(({ phases }) => phases[phase] ?? []);
        const excess = samples.map((sample) => callsTooMany(phase, sample));
        judge(`${what}, calls too many`, excess.length ? Math.max(...excess) : undefined, 0);
        if (size < SMALLEST_RATIO) continue;
        const over = ratio(rounds, [provider, "bare"], cpuOf(phase))?.median;
        judge(`${what}, processor time over bare`, over, CPU_OVER_BARE[phase]);
      }
      const state = ratio(rounds, [provider, "bare"], stateOf)?.median;
      judge(`${provider}, state of ${size} over bare`, state, STATE_OVER_BARE);
    }
    const { calls, first, proven, isOldPairDead } = rotation[provider];
    const what = `${provider}, a rotation that feeds ${rotation.dataSpaces} data spaces`;
    judge(`${what}, calls`, calls, ROTATION_CALLS);
    judge(`${what}, listings to make the stack`, first["registry.list"], LISTINGS);
    judge(`${what}, those left unproven`, rotation.dataSpaces - proven, 0);
    judge(`${what}, old pairs left alive`, isOldPairDead ? 0 : 1, 0);
  }
  return found;
}

/** Of one command: another that is right, or slow, does not excuse it. Not counted is too many. */
const callsTooMany = (phase: Phase, { calls = Number.POSITIVE_INFINITY, ms }: Sample): number =>
  calls - CALLS[phase] - relistings(ms);
