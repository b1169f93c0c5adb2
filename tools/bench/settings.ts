import { availableParallelism } from "node:os";
import { openLane } from "./lane";
import type { Tools } from "./measure";
import { planOfSize } from "./mix";
import type { Notebook } from "./notebook";
import { phases } from "./ways";

/** What one way to run the engine does to an `up` of ours. */
export interface Setting {
  readonly title: string;
  readonly size: number;
  /** The least of the turns: what else the machine does can only add to it, by a tenth and more. */
  readonly ms: number;
  /** Milliseconds of every turn, in the order in which they were taken. */
  readonly turns: readonly number[];
  readonly stateBytes: number;
}

interface Variant {
  readonly title: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The engine's own default: four steps at once for each processor (`defaultParallel` in its up.go). */
const usual = 4 * availableParallelism();

const variants: readonly Variant[] = [
  { title: `as it is (\`--parallel ${usual}\`: four for each processor)` },
  { title: "`--parallel 64`", args: ["--parallel", "64"] },
  { title: "`PULUMI_DIY_BACKEND_GZIP=true`", env: { PULUMI_DIY_BACKEND_GZIP: "true" } },
  {
    title: "`PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS=true`",
    env: { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true" },
  },
  {
    title: "`PULUMI_SKIP_CHECKPOINTS=true` (see below)",
    env: { PULUMI_SKIP_CHECKPOINTS: "true" },
  },
];

/** The second turn goes backwards, so that a machine which grows slower or faster favours none. */
const ORDERS = [variants, variants.toReversed()] as const;

type Turn = Pick<Setting, "ms" | "stateBytes">;

/** Each turn in a stack of its own: a compressed state is another file. */
export async function measureSettings(
  size: number,
  tools: Tools,
  notebook: Notebook,
): Promise<Setting[]> {
  const taken = new Map(variants.map((variant) => [variant, [] as Turn[]]));
  for (const [index, turn] of ORDERS.entries())
    for (const variant of turn) {
      const step = `${variant.title}, turn ${index + 1}`;
      const found = await notebook.once(step, () => measureTurn(variant, size, tools));
      taken.get(variant)?.push(found);
    }
  return [...taken].map(([{ title }, found]) => {
    const turns = found.map(({ ms }) => ms);
    return {
      title,
      size,
      ms: Math.min(...turns),
      turns,
      stateBytes: found.at(-1)?.stateBytes ?? 0,
    };
  });
}

async function measureTurn(
  { title, args = [], env }: Variant,
  size: number,
  tools: Tools,
): Promise<Turn> {
  const lane = await openLane("ours", planOfSize(size), tools.engineDir, tools.key);
  try {
    const { ms } = await lane.pulumi([...phases.up.command, ...args], env);
    tools.say(`up of ${size}, ${title}: ${(ms / 1000).toFixed(1)} s`);
    return { ms, stateBytes: lane.stateBytes() };
  } finally {
    await lane.close();
  }
}
