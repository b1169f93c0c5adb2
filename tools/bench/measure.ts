import { type Lane, openLane, type Sample } from "./lane";
import { type Load, measureLoad } from "./load";
import { dataSpaceCount, type Plan, planOfSize } from "./mix";
import type { Notebook } from "./notebook";
import { type Phase, phaseNames, phases, type Way, ways } from "./ways";

/** One life of a stack. */
export interface Run {
  readonly way: Way;
  readonly phases: Readonly<Record<Phase, Sample>>;
  /** The state file, after `up`. */
  readonly stateBytes: number;
  /** Starts of the provider process by itself; none for the floor. */
  readonly loads: readonly Load[];
}

export interface Measured {
  readonly size: number;
  readonly dataSpaces: number;
  /** By round: one run of each way, which took turns phase by phase. */
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

/**
 * Every way at one size. They take turns within each phase, beginning with another one in each
 * round, so that what else the machine does meets all of them alike. A further round that would
 * end after so many minutes of the whole run is left out.
 */
export async function measureSize(
  size: number,
  rounds: number,
  tools: Tools,
  notebook: Notebook,
  minutes: number,
): Promise<Measured> {
  const plan = planOfSize(size);
  let lanes: Lane[] | undefined;
  try {
    const done: (readonly Run[])[] = [];
    for (let round = 0; round < rounds; round++) {
      const step = `${size} resources, round ${round + 1} of ${rounds}`;
      const last = notebook.minutesOf(`${size} resources, round ${round} of ${rounds}`);
      if (round > 0 && notebook.minutes() + last > minutes) break;
      const run = await notebook.once(step, async () => {
        tools.say(step);
        lanes ??= await openLanes(ways, plan, tools);
        return measureRound(rotated(lanes, round), tools);
      });
      done.push(run);
    }
    return { size, dataSpaces: dataSpaceCount(plan), rounds: done };
  } finally {
    for (const lane of lanes ?? []) await lane.close();
  }
}

async function measureRound(lanes: readonly Lane[], { say, loads: count }: Tools): Promise<Run[]> {
  const samples = new Map(lanes.map((lane) => [lane, {} as Record<Phase, Sample>]));
  const stateBytes = new Map<Lane, number>();
  const loads = new Map<Lane, Load[]>(lanes.map((lane) => [lane, []]));
  for (const phase of phaseNames) {
    for (const [lane, of] of samples) {
      of[phase] = await lane.pulumi(phases[phase].command);
      say(`  ${phases[phase].title}, ${lane.way}: ${(of[phase].ms / 1000).toFixed(1)} s`);
    }
    if (phase !== "up") continue;
    for (const lane of lanes) stateBytes.set(lane, lane.stateBytes());
    for (let i = 0; i < count; i++)
      for (const lane of lanes)
        if (lane.way !== "floor") loads.get(lane)?.push(await measureLoad(lane));
  }
  return [...samples].map(([lane, of]) => ({
    way: lane.way,
    phases: of,
    stateBytes: stateBytes.get(lane) ?? 0,
    loads: loads.get(lane) ?? [],
  }));
}

export type { Lane };

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

const rotated = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, index) => items[(index + by) % items.length] as T);
