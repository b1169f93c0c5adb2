import { dataSpaceCount, planOfSize } from "./plan";
import type { Findings, Measured, Run, Sample, Start } from "./report";
import { measureRotation } from "./rotation";
import { type Stack, withStacks } from "./stack";
import { CLOSE, type Phase, phaseNames, phases, SHORT, type Variant } from "./variants";

/** What to measure. */
export interface Task {
  /** Numbers of resources. */
  readonly sizes: readonly number[];
  readonly variants: readonly Variant[];
  /** Rounds of every variant; else two of those that are close to one another, one of the others. */
  readonly runs?: number | undefined;
  /** How often a round measures what is short, of those that are close. */
  readonly turns: number;
  /** Starts of the provider process by itself, in each round. */
  readonly starts: number;
  /** How many data spaces the rotation feeds. */
  readonly rotated: number;
  /** No further round is begun that would end later. */
  readonly minutes: number;
}

export type Say = (text: string) => void;

/** Each round goes through all sizes, so that what is left out for want of time are repetitions. */
export async function measure(task: Task, signal: AbortSignal, say: Say): Promise<Findings> {
  const since = performance.now();
  const rotation = await measureRotation(task.rotated, signal, say);
  const measured = task.sizes.map((size) => ({
    plan: planOfSize(size),
    size,
    rounds: [] as (readonly Run[])[],
  }));
  for (let round = 0; participants(task, round).length > 0; round += 1)
    for (const { size, plan, rounds } of measured) {
      const who = participants(task, round);
      const spent = performance.now() - since;
      if (round > 0 && spent + expectedMs(who, rounds.at(-1) ?? []) > task.minutes * 60_000)
        continue;
      say(`${size} resources, round ${round + 1}: ${who.join(", ")}`);
      const work = (stacks: readonly Stack[]) => measureRound(stacks, round, task, say);
      rounds.push(await withStacks(who, plan, signal, work));
    }
  const sizes = measured.map(
    ({ size, plan, rounds }): Measured => ({ size, dataSpaces: dataSpaceCount(plan), rounds }),
  );
  return { sizes, rotation };
}

/** Who takes part in a round, counted from 0. */
export const participants = (
  { variants, runs }: Pick<Task, "variants" | "runs">,
  round: number,
): Variant[] => variants.filter((one) => round < (runs ?? (CLOSE.includes(one) ? 2 : 1)));

/** What a round of these will take, by the commands of the last. */
const expectedMs = (who: readonly Variant[], last: readonly Run[]): number =>
  last
    .filter(({ variant }) => who.includes(variant))
    .flatMap((run) => Object.values(run.phases).flat())
    .reduce((sum, { ms }) => sum + ms, 0);

type Sampled = Partial<Record<Phase, Sample[]>>;

/** One life of each stack. Within each phase they take turns, another one first in each turn. */
export async function measureRound(
  stacks: readonly Stack[],
  round: number,
  { turns, starts }: Pick<Task, "turns" | "starts">,
  say: Say,
): Promise<Run[]> {
  const lives = stacks.map((stack) => {
    const { variant } = stack;
    const run = { variant, phases: {} as Sampled, stateBytes: 0, starts: [] as Start[] };
    return { stack, run };
  });
  for (const phase of phaseNames) {
    for (let turn = 0; turn < (SHORT.includes(phase) ? turns : 1); turn += 1) {
      const taking = lives.filter(({ run }) => turn === 0 || CLOSE.includes(run.variant));
      for (const { stack, run } of beginningWith(round + turn, taking)) {
        const sample = await stack.run(phases[phase].command);
        run.phases[phase] = [...(run.phases[phase] ?? []), sample];
        say(`  ${phases[phase].title}, ${stack.variant}: ${(sample.ms / 1_000).toFixed(1)} s`);
      }
    }
    if (phase !== "up") continue;
    for (const { stack, run } of lives) run.stateBytes = stack.stateBytes();
    for (let start = 0; start < starts; start += 1)
      for (const { stack, run } of lives)
        if (stack.variant !== "floor") run.starts.push(await stack.start());
  }
  return lives.map(({ run }) => run);
}

const beginningWith = <T>(first: number, items: readonly T[]): T[] => {
  const at = first % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
};
