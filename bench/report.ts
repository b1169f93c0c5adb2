import type { Rotation } from "./rotation";
import type { Phase, Variant } from "./variants";

/** docs/performance.json: what one run of the benchmark found, and all that the page is made of. */
export interface Report extends Findings {
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly command: string;
  readonly minutes: number;
  readonly machine: Machine;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly engine: string;
  readonly sdk: string;
}

export interface Findings {
  readonly sizes: readonly Measured[];
  readonly rotation: Rotation;
}

export interface Measured {
  readonly size: number;
  readonly dataSpaces: number;
  /** By round: one run of each variant that took part, which took turns phase by phase. */
  readonly rounds: readonly (readonly Run[])[];
}

/** One life of a stack. */
export interface Run {
  readonly variant: Variant;
  /** By turn. */
  readonly phases: Readonly<Partial<Record<Phase, readonly Sample[]>>>;
  /** The state file, after `up`. */
  readonly stateBytes?: number | undefined;
  /** Starts of the provider process by itself; none of the floor. */
  readonly starts: readonly Start[];
}

/** What one command came to. */
export interface Sample {
  readonly ms: number;
  /** Processor time of engine, program and provider together: steady on a busy machine. */
  readonly cpuMs?: number | undefined;
  /** Of the provider process. */
  readonly peakMb?: number | undefined;
  readonly calls?: number | undefined;
}

export interface Start {
  /** Until it says where it listens. */
  readonly hostMs: number;
  /** Of the dynamic host: then, until it has loaded the provider. */
  readonly loadMs?: number | undefined;
}

/** A figure over all turns of several rounds. */
export interface Figure {
  readonly min: number;
  readonly median: number;
}

/** A run's values by turn; none where the run does not have the figure. */
export type Pick = (run: Run) => readonly number[];

type Rounds = Measured["rounds"];

export const figure = (rounds: Rounds, variant: Variant, pick: Pick): Figure | undefined =>
  figureOf(rounds.flatMap((round) => valuesIn(round, variant, pick)));

/**
 * One variant over another. Each turn gives a ratio of its own, since its two values were taken one
 * after the other: a ratio of medians would compare different moments of a busy machine. Turns that
 * only one of the two has had give none, nor does what is compared with nothing, such as no calls.
 */
export const ratio = (
  rounds: Rounds,
  [above, below]: readonly [Variant, Variant],
  pick: Pick,
): Figure | undefined =>
  figureOf(
    rounds.flatMap((round) => {
      const under = valuesIn(round, below, pick);
      return valuesIn(round, above, pick).flatMap((value, turn) =>
        under[turn] ? [value / under[turn]] : [],
      );
    }),
  );

const valuesIn = (round: readonly Run[], variant: Variant, pick: Pick): readonly number[] =>
  round.filter((run) => run.variant === variant).flatMap(pick);

function figureOf(values: readonly number[]): Figure | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [min, low, high] = [sorted[0], sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  if (min === undefined || low === undefined || high === undefined) return undefined;
  return { min, median: (low + high) / 2 };
}

/** Of every turn, or of none: a gap would have later turns compared with the wrong ones. */
const byTurn =
  (phase: Phase, valueIn: (sample: Sample) => number | undefined): Pick =>
  ({ phases }) => {
    const values = (phases[phase] ?? []).map(valueIn);
    return values.every((value) => value !== undefined) ? values : [];
  };

export const msOf = (phase: Phase): Pick => byTurn(phase, ({ ms }) => ms);
export const cpuOf = (phase: Phase): Pick => byTurn(phase, ({ cpuMs }) => cpuMs);
export const callsOf = (phase: Phase): Pick => byTurn(phase, ({ calls }) => calls);
export const peakOf = (phase: Phase): Pick => byTurn(phase, ({ peakMb }) => peakMb);

export const stateOf: Pick = ({ stateBytes = [] }) => [stateBytes].flat();
/** The least of a round's starts. */
export const hostOf: Pick = ({ starts }) => least(starts.map(({ hostMs }) => hostMs));
export const loadOf: Pick = ({ starts }) => least(starts.flatMap(({ loadMs = [] }) => loadMs));

const least = (values: readonly number[]) => (values.length > 0 ? [Math.min(...values)] : []);
