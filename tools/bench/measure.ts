import { type Lane, openLane, type Sample } from "./lane";
import { type Load, measureLoad } from "./load";
import { dataSpaceCount, type Plan, planOfSize } from "./mix";
import type { Notebook } from "./notebook";
import { type CallTime, TRACED, TRACED_PHASES, traced } from "./trace";
import { CLOSE, type Phase, phases, SHORT, type Way } from "./ways";

/** One life of a stack. */
export interface Run {
  readonly way: Way;
  readonly phases: Readonly<Partial<Record<Phase, Sample>>>;
  /** The state file, after `up`. */
  readonly stateBytes: number;
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
  /** By round, who takes part: whoever does so in a later one is in the first, too. */
  readonly rounds: readonly (readonly Way[])[];
  readonly phases: readonly Phase[];
  /** How often what is short and compared closely is measured in a round. */
  readonly turns: number;
  /** Whether the engine logs its calls in the first round, in commands that are not timed. */
  readonly isTraced: boolean;
  /** Of the whole run: a further round, or a destroy, that would end later is left out. */
  readonly minutes: number;
}

/**
 * The ways at one size. They take turns within each phase, beginning with another one in each
 * round, so that what else the machine does meets all of them alike.
 */
export async function measureSize(
  { size, rounds, phases: lived, turns, isTraced, minutes }: SizeTask,
  tools: Tools,
  notebook: Notebook,
): Promise<Measured> {
  const plan = planOfSize(size);
  let lanes: Lane[] | undefined;
  try {
    const done: (readonly Run[])[] = [];
    for (const [round, ways] of rounds.entries()) {
      const last = done.at(-1);
      if (last && notebook.minutes() + minutesFor(ways, last) > minutes) break;
      const step = `${size} resources, round ${round + 1} of ${rounds.length}`;
      const run = await notebook.once(step, async () => {
        tools.say(step);
        lanes ??= await openLanes(ways, plan, tools);
        const chosen = lanes.filter(({ way }) => ways.includes(way));
        const until = performance.now() + (minutes - notebook.minutes()) * 60_000;
        const task = { lived, turns, until, isTraced: isTraced && round === 0 };
        return measureRound(rotated(chosen, round), task, tools);
      });
      done.push(run);
    }
    return { size, dataSpaces: dataSpaceCount(plan), rounds: done };
  } finally {
    for (const lane of lanes ?? []) await lane.close();
  }
}

/** What a round of these will take, by the commands of the last one. */
export function minutesFor(ways: readonly Way[], last: readonly Run[]): number {
  const samples = last.flatMap(({ way, phases }) =>
    ways.includes(way) ? Object.values(phases) : [],
  );
  return samples.reduce((sum, { ms }) => sum + ms, 0) / 60_000;
}

interface RoundTask {
  readonly lived: readonly Phase[];
  readonly turns: number;
  readonly isTraced: boolean;
  /** By this moment of the process's clock a destroy has to be expected to end. */
  readonly until: number;
}

export async function measureRound(
  lanes: readonly Lane[],
  { lived, turns, isTraced, until }: RoundTask,
  { say, loads: count }: Tools,
): Promise<Run[]> {
  const samples = new Map(lanes.map((lane) => [lane, {} as Partial<Record<Phase, Sample>>]));
  const stateBytes = new Map<Lane, number>();
  const loads = new Map<Lane, Load[]>(lanes.map((lane) => [lane, []]));
  const logging = isTraced ? lanes.filter(({ way }) => TRACED.includes(way)) : [];
  const callTimes = new Map(logging.map((lane) => [lane, {} as Record<string, CallTime[]>]));
  for (const phase of lived) {
    for (const [lane, of] of inOrder(phase, samples)) {
      if (phase === "destroy" && performance.now() + SHARE_OF_UP * (of.up?.ms ?? 0) > until) {
        say(`  ${phases[phase].title}, ${lane.way}: left out, there is no time for it`);
        continue;
      }
      of[phase] = await lane.pulumi(phases[phase].command);
      say(`  ${phases[phase].title}, ${lane.way}: ${secondsOf(of[phase])} s`);
    }
    if (SHORT.includes(phase)) await again(phase, turns - 1, samples, say);
    if (TRACED_PHASES.includes(phase))
      for (const [lane, of] of callTimes) of[phase] = await traced(lane, phase);
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
    callTimes: callTimes.get(lane),
  }));
}

/** More turns of those that are compared closely; each keeps the middle one of its own. */
async function again(
  phase: Phase,
  times: number,
  samples: ReadonlyMap<Lane, Partial<Record<Phase, Sample>>>,
  say: Tools["say"],
): Promise<void> {
  const all = [...samples].filter(([lane]) => CLOSE.includes(lane.way));
  const taken = new Map(all.map(([lane, of]) => [lane, of[phase] ? [of[phase]] : []]));
  for (let turn = 0; turn < times; turn++)
    for (const [lane, list] of taken) list.push(await lane.pulumi(phases[phase].command));
  for (const [lane, of] of all) {
    const sorted = (taken.get(lane) ?? []).sort((a, b) => a.ms - b.ms);
    const middle = sorted[Math.floor(sorted.length / 2)];
    if (!middle || times === 0) continue;
    of[phase] = middle;
    say(`  ${phases[phase].title}, ${lane.way}: ${sorted.map(secondsOf).join(", ")} s`);
  }
}

const secondsOf = ({ ms }: Sample) => (ms / 1_000).toFixed(1);

/** What there is no time for is left out: so first those whose growth is compared. */
const DESTROYED: readonly Way[] = ["ours", "floor", "plugin", "bare", "stock"];
/** How long a destroy takes, beside the `up`. */
const SHARE_OF_UP = 0.8;

function inOrder<T>(phase: Phase, samples: ReadonlyMap<Lane, T>) {
  const all = [...samples];
  const turnOf = ({ way }: Lane) => DESTROYED.indexOf(way);
  return phase === "destroy" ? all.sort(([a], [b]) => turnOf(a) - turnOf(b)) : all;
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
