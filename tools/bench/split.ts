import type { Lane } from "./lane";
import { openLanes, type Tools } from "./measure";
import { planOfSize, SMALLEST } from "./mix";
import { phases } from "./ways";

/** What it takes to bring up as many resources in several stacks, each with an account of its own. */
export interface Split {
  readonly stacks: number;
  /** Resources of each. */
  readonly size: number;
  /** How many ran at once. */
  readonly atOnce: number;
  /** From the first command to the end of the last. */
  readonly ms: number;
}

/** As many as a small machine has cores. */
const AT_ONCE = 2;

/** An `up` of each stack, two at a time. Undefined where there are too few resources to split. */
export async function measureSplit(
  total: number,
  stacks: number,
  tools: Tools,
): Promise<Split | undefined> {
  const size = Math.floor(total / stacks);
  if (size < SMALLEST) return undefined;
  tools.say(`${stacks} stacks of ${size} resources, ${AT_ONCE} at a time`);
  const lanes = await openLanes(
    Array.from({ length: stacks }, () => "ours" as const),
    planOfSize(size),
    tools,
  );
  try {
    const since = performance.now();
    const waiting = [...lanes];
    await Promise.all(Array.from({ length: AT_ONCE }, () => upOneByOne(waiting)));
    const ms = performance.now() - since;
    tools.say(`  ${(ms / 1000).toFixed(1)} s`);
    return { stacks, size, atOnce: AT_ONCE, ms };
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

async function upOneByOne(waiting: Lane[]): Promise<void> {
  for (let lane = waiting.shift(); lane; lane = waiting.shift())
    await lane.pulumi(phases.up.command);
}
