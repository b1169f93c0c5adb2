import type { Measured, Run } from "./measure";
import type { Way } from "./ways";

/** A figure over all turns of several rounds. */
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

/** A run's values by turn; none where the run does not have the figure. */
export type Pick = (run: Run) => readonly number[];

/** Rounds to compare: of one size, or of several. */
type Rounds = { readonly rounds: Measured["rounds"] };

/** A way's own figure. */
export const figure = ({ rounds }: Rounds, way: Way, pick: Pick): Figure | undefined =>
  figureOf(rounds.flatMap((round) => valuesIn(round, way, pick)));

/**
 * One way over another. Each turn gives a ratio of its own, since its two values were taken one
 * after the other: a ratio of medians would compare different moments of a busy machine. Turns that
 * only one of the two has had give none, nor does what is compared with nothing, such as no calls.
 */
export const ratio = (
  { rounds }: Rounds,
  [above, below]: readonly [Way, Way],
  pick: Pick,
  /** What is compared with, where it is not the same value of the other. */
  pickBelow: Pick = pick,
): Figure | undefined =>
  figureOf(
    rounds.flatMap((round) => {
      const under = valuesIn(round, below, pickBelow);
      return valuesIn(round, above, pick).map((value, turn) =>
        under[turn] ? value / under[turn] : undefined,
      );
    }),
  );

const valuesIn = (round: readonly Run[], way: Way, pick: Pick): readonly number[] => {
  const run = round.find((candidate) => candidate.way === way);
  return run ? pick(run) : [];
};
