import { type Lane, openLane, type Sample } from "./lane";
import type { Load } from "./load";
import { dataSpaceCount, type Plan, planOfSize } from "./mix";
import type { Notebook } from "./notebook";
import { measureRound } from "./round";
import type { CallTime } from "./trace";
import type { Phase, Way } from "./ways";

/** One life of a stack. */
export interface Run {
  readonly way: Way;
  /** By turn: one sample where a phase is measured once. */
  readonly phases: Readonly<Partial<Record<Phase, readonly Sample[]>>>;
  /** The state file, after `up`; undefined without one. */
  readonly stateBytes?: number | undefined;
  /** Starts of the provider process by itself; none for the floor. */
  readonly loads: readonly Load[];
  /** What each call of the provider took, by the engine's own log, where one was taken. */
  readonly callTimes?: Readonly<Partial<Record<Phase, readonly CallTime[]>>> | undefined;
}

export interface Measured {
  readonly size: number;
  readonly dataSpaces: number;
  /** By round: one run of each way that took part, which took turns phase by phase. */
  readonly rounds: readonly (readonly Run[])[];
}

export interface Tools {
  readonly engineDir: string;
  /** Stands for private keys where no service makes any. */
  readonly key: string;
  /** How often, in each round, a provider process is started by itself. */
  readonly loads: number;
  say(text: string): void;
}

/** What to measure at one size. */
export interface SizeTask {
  readonly size: number;
  /** By round, who takes part. */
  readonly rounds: readonly (readonly Way[])[];
  readonly phases: readonly Phase[];
  /** How often what is short and compared closely is measured in a round. */
  readonly turns: number;
  /** Whether the engine logs its calls in the first round, in commands that are not timed. */
  readonly isTraced: boolean;
  /** Of the whole run: a further round, or a destroy, that would end later is left out. */
  readonly minutes: number;
}

/** The ways at one size, round by round. */
export async function measureSize(
  { size, rounds, phases: lived, turns, isTraced, minutes }: SizeTask,
  tools: Tools,
  notebook: Notebook,
): Promise<Measured> {
  const plan = planOfSize(size);
  const lanes = new Map<Way, Lane>();
  try {
    const done: (readonly Run[])[] = [];
    for (const [round, ways] of rounds.entries()) {
      const last = done.at(-1);
      if (last && notebook.minutes() + minutesFor(ways, last) > minutes) break;
      const step = `${size} resources, round ${round + 1} of ${rounds.length}`;
      const run = await notebook.once(step, async () => {
        tools.say(step);
        const missing = ways.filter((way) => !lanes.has(way));
        for (const lane of await openLanes(missing, plan, tools)) lanes.set(lane.way, lane);
        const chosen = ways.flatMap((way) => lanes.get(way) ?? []);
        const until = performance.now() + (minutes - notebook.minutes()) * 60_000;
        const task = { lived, round, turns, until, isTraced: isTraced && round === 0 };
        return measureRound(chosen, task, tools);
      });
      done.push(run);
    }
    return { size, dataSpaces: dataSpaceCount(plan), rounds: done };
  } finally {
    for (const lane of lanes.values()) await lane.close();
  }
}

/** What a round of these will take, by the commands of the last one. Who was not in it: as ours. */
export function minutesFor(ways: readonly Way[], last: readonly Run[]): number {
  const runOf = (name: Way) => last.find(({ way }) => way === name);
  const samples = ways.flatMap((way) =>
    Object.values((runOf(way) ?? runOf("ours"))?.phases ?? {}).flat(),
  );
  return samples.reduce((sum, { ms }) => sum + ms, 0) / 60_000;
}

export async function openLanes(which: readonly Way[], plan: Plan, { engineDir, key }: Tools) {
  const lanes: Lane[] = [];
  try {
    for (const way of which) lanes.push(await openLane(way, plan, engineDir, key));
  } catch (error) {
    for (const lane of lanes) await lane.close();
    throw error;
  }
  return lanes;
}
