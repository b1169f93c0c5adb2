import type { Lane } from "./lane";
import { measureLoad } from "./load";
import type { Run, Tools } from "./measure";
import { TRACED, TRACED_PHASES, traced } from "./trace";
import { CLOSE, type Phase, phases, SHORT, type Way } from "./ways";

interface RoundTask {
  readonly lived: readonly Phase[];
  /** Counted from 0: each begins with another lane. */
  readonly round: number;
  readonly turns: number;
  readonly isTraced: boolean;
  /** By this moment of the process's clock a destroy has to be expected to end. */
  readonly until: number;
}

/** A run while it goes on. */
type Begun = { -readonly [Key in keyof Run]: Run[Key] };

/** One life of the stack of each lane, which take turns within each phase. */
export async function measureRound(
  lanes: readonly Lane[],
  { lived, round, turns, isTraced, until }: RoundTask,
  { say, loads: count }: Tools,
): Promise<Run[]> {
  const runs = new Map(
    lanes.map((lane): [Lane, Begun] => [lane, { way: lane.way, phases: {}, loads: [] }]),
  );
  for (const phase of lived) {
    for (let turn = 0; turn < turnsOf(phase, turns); turn++)
      for (const lane of inTurn(lanes, phase, round, turn)) {
        const run = runs.get(lane) as Begun;
        if (phase === "destroy" && performance.now() + destroyMs(run) > until) {
          say(`  ${phases[phase].title}, ${lane.way}: left out, there is no time for it`);
          continue;
        }
        const sample = await lane.pulumi(phases[phase].command);
        run.phases = { ...run.phases, [phase]: [...(run.phases[phase] ?? []), sample] };
        say(`  ${phases[phase].title}, ${lane.way}: ${(sample.ms / 1_000).toFixed(1)} s`);
      }
    if (isTraced && TRACED_PHASES.includes(phase))
      for (const [lane, run] of runs)
        if (TRACED.includes(lane.way))
          run.callTimes = { ...run.callTimes, [phase]: await traced(lane, phase) };
    if (phase !== "up") continue;
    for (const [lane, run] of runs) run.stateBytes = lane.stateBytes();
    for (let i = 0; i < count; i++)
      for (const [lane, run] of runs)
        if (lane.way !== "floor") run.loads = [...run.loads, await measureLoad(lane)];
  }
  return [...runs.values()];
}

const turnsOf = (phase: Phase, turns: number) => (SHORT.includes(phase) ? turns : 1);

/** What there is no time for is left out: so first those whose growth is compared. */
const DESTROYED: readonly Way[] = ["ours", "floor", "bare", "stock", "plugin"];

/**
 * Who takes part in a turn, another one first in each, so that what else the machine does meets all
 * of them alike. A destroy alone has one order in every round: the last may have to be left out, and
 * that must not be one which matters more.
 */
function inTurn(lanes: readonly Lane[], phase: Phase, round: number, turn: number): Lane[] {
  if (phase === "destroy")
    return [...lanes].sort((a, b) => DESTROYED.indexOf(a.way) - DESTROYED.indexOf(b.way));
  const taking = turn === 0 ? lanes : lanes.filter(({ way }) => CLOSE.includes(way));
  return rotated(taking, round + turn);
}

/** How long a destroy takes, beside the `up`: stock's of 1,000 took 0.85 of it. */
const SHARE_OF_UP = 0.9;

const destroyMs = ({ phases: { up } }: Run) => SHARE_OF_UP * (up?.[0]?.ms ?? 0);

/** The same, beginning with another one. */
export const rotated = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, index) => items[(index + by) % items.length] as T);
