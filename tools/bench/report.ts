import { figure, figureOf, type Pick } from "./figures";
import type { Sample } from "./lane";
import type { Measured } from "./measure";
import type { Findings } from "./run";
import type { Phase, Way } from "./ways";

/** All that one run of the benchmark found: the machine-readable file, and all that the page is made of. */
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

/**
 * Of every turn, or of none: where one turn lacks the figure, those after it would be compared with
 * other turns of the other ways.
 */
const byTurn =
  (phase: Phase, figureIn: (sample: Sample) => number | undefined): Pick =>
  ({ phases }) => {
    const values = (phases[phase] ?? []).map(figureIn);
    return values.every((value) => value !== undefined) ? values : [];
  };

export const msOf = (phase: Phase): Pick => byTurn(phase, ({ ms }) => ms);
export const cpuOf = (phase: Phase): Pick => byTurn(phase, ({ cpuMs }) => cpuMs);
export const callsOf = (phase: Phase): Pick => byTurn(phase, ({ calls }) => calls);
export const peakOf = (phase: Phase): Pick => byTurn(phase, ({ peakMb }) => peakMb);

/** Without the processor time of the service, which the bare way has no need of. */
export const msWithoutService = (phase: Phase): Pick =>
  byTurn(phase, ({ ms, serviceMs = 0 }) => ms - serviceMs);

const once = (value: number | undefined): readonly number[] => (value === undefined ? [] : [value]);

export const stateOf: Pick = ({ stateBytes }) => once(stateBytes);
export const loadOf: Pick = ({ loads }) => once(figureOf(loads.map(({ loadMs }) => loadMs))?.min);
export const hostOf: Pick = ({ loads }) => once(figureOf(loads.map(({ hostMs }) => hostMs))?.min);

export const sizeOf = ({ sizes }: Report, size: number): Measured | undefined =>
  sizes.find((measured) => measured.size === size);

/** The part of the machine that anything else had during the commands; undefined: not known. */
export function othersShare({ sizes, machine }: Report): number | undefined {
  const runs = sizes.flatMap(({ rounds }) => rounds.flat());
  const samples = runs.flatMap(({ phases }) => Object.values(phases).flat());
  if (samples.some(({ othersMs }) => othersMs === undefined)) return undefined;
  const others = samples.reduce((sum, { othersMs = 0 }) => sum + othersMs, 0);
  return others / samples.reduce((sum, { ms }) => sum + ms * machine.cores, 0);
}

export const medianMs = (measured: Measured, way: Way, phase: Phase): number | undefined =>
  figure(measured, way, msOf(phase))?.median;

/** How many times as long a phase takes at the larger size. */
export function growth(
  small: Measured,
  large: Measured,
  way: Way,
  phase: Phase,
): number | undefined {
  const [before, after] = [medianMs(small, way, phase), medianMs(large, way, phase)];
  return before === undefined || after === undefined ? undefined : after / before;
}
