import { type Figure, figureOf, type Pick, ratio } from "./figures";
import type { Measured } from "./measure";
import type { Rotation } from "./rotation";
import type { Setting } from "./settings";
import type { Phase, Way } from "./ways";

/** All that one run of the benchmark found: the machine-readable file, and all that the page is made of. */
export interface Report {
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly command: string;
  readonly minutes: number;
  readonly machine: Machine;
  readonly sizes: readonly Measured[];
  readonly rotation: Rotation;
  /** What settings of the engine do to an `up`; empty in the short form. */
  readonly settings: readonly Setting[];
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** Of the system, over the fifteen minutes before the end: above `cores`, others were at work. */
  readonly load: number;
  readonly system: string;
  readonly node: string;
  readonly engine: string;
  readonly sdk: string;
}

export const msOf =
  (phase: Phase): Pick =>
  ({ phases }) =>
    phases[phase].ms;

export const cpuOf =
  (phase: Phase): Pick =>
  ({ phases }) =>
    phases[phase].cpuMs;

/** Without the processor time of the service, which the bare way has no need of. */
export const msWithoutService =
  (phase: Phase): Pick =>
  ({ phases }) =>
    phases[phase].ms - (phases[phase].serviceMs ?? 0);

export const callsOf =
  (phase: Phase): Pick =>
  ({ phases }) =>
    phases[phase].calls;

export const peakOf: Pick = ({ phases }) => phases.up.peakMb;
export const stateOf: Pick = ({ stateBytes }) => stateBytes;
export const loadOf: Pick = ({ loads }) => figureOf(loads.map(({ loadMs }) => loadMs))?.min;
export const hostOf: Pick = ({ loads }) => figureOf(loads.map(({ hostMs }) => hostMs))?.min;

export const sizeOf = ({ sizes }: Report, size: number): Measured | undefined =>
  sizes.find((measured) => measured.size === size);

/** How many times as long a phase takes at the larger size. */
export function growth(
  small: Measured,
  large: Measured,
  way: Way,
  phase: Phase,
): number | undefined {
  const at = ({ rounds }: Measured) =>
    figureOf(rounds.map((round) => round.find((run) => run.way === way)?.phases[phase].ms))?.median;
  const [before, after] = [at(small), at(large)];
  return before === undefined || after === undefined ? undefined : after / before;
}

export { type Figure, ratio };
