import type { Measured, Run } from "./measure";
import type { Way } from "./ways";

/** A figure over several rounds. */
export interface Figure {
  readonly min: number;
  readonly median: number;
}

/** Undefined of nothing. */
export function figureOf(values: readonly (number | undefined)[]): Figure | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const [min] = sorted;
  if (min === undefined) return undefined;
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return { min, median: ((low ?? min) + (high ?? min)) / 2 };
}

export type Pick = (run: Run) => number | undefined;

/** Rounds to compare: of one size, or of several. */
type Rounds = { readonly rounds: Measured["rounds"] };

/** A way's own figure. */
export const figure = ({ rounds }: Rounds, way: Way, pick: Pick): Figure | undefined =>
  figureOf(rounds.map((round) => valueIn(round, way, pick)));

/**
 * One way over another. Each round gives a ratio of its own, since its two values were taken one
 * after the other: a ratio of medians would compare different moments of a busy machine.
 */
export const ratio = (
  { rounds }: Rounds,
  [above, below]: readonly [Way, Way],
  pick: Pick,
  /** What is compared with, where it is not the same value of the other. */
  pickBelow: Pick = pick,
): Figure | undefined =>
  figureOf(
    rounds.map((round) => {
      const [a, b] = [valueIn(round, above, pick), valueIn(round, below, pickBelow)];
      return a === undefined || b === undefined ? undefined : a / b;
    }),
  );

const valueIn = (round: readonly Run[], way: Way, pick: Pick): number | undefined => {
  const run = round.find((candidate) => candidate.way === way);
  return run && pick(run);
};
