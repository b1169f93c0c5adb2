import { openLane } from "./lane";
import type { Tools } from "./measure";
import { planOfSize } from "./mix";
import type { Notebook } from "./notebook";
import { phases } from "./ways";

/** What one way to run the engine does to an `up` of ours. */
export interface Setting {
  readonly title: string;
  readonly size: number;
  readonly ms: number;
  readonly stateBytes: number;
}

interface Variant {
  readonly title: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const variants: readonly Variant[] = [
  { title: "as it is (`--parallel 8` on two cores)" },
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

/** Each in a stack of its own: a compressed state is another file. */
export async function measureSettings(
  size: number,
  tools: Tools,
  notebook: Notebook,
): Promise<Setting[]> {
  const found: Setting[] = [];
  for (const variant of variants)
    found.push(await notebook.once(variant.title, () => measureSetting(variant, size, tools)));
  return found;
}

async function measureSetting(
  { title, args = [], env }: Variant,
  size: number,
  tools: Tools,
): Promise<Setting> {
  const lane = await openLane("ours", planOfSize(size), tools.engineDir, tools.key);
  try {
    const { ms } = await lane.pulumi([...phases.up.command, ...args], env);
    tools.say(`up of ${size}, ${title}: ${(ms / 1000).toFixed(1)} s`);
    return { title, size, ms, stateBytes: lane.stateBytes() };
  } finally {
    await lane.close();
  }
}
