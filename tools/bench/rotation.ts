import type { Lane } from "./lane";
import { openLanes, type Tools } from "./measure";
import { dataSpaceCount, type Plan } from "./mix";
import type { ServiceCall } from "./service";
import { callsService, phases, type Way } from "./ways";

/** What a rotation of the pair that feeds so many data spaces came to. */
export interface Rotation {
  readonly dataSpaces: number;
  readonly ours: RotationOf;
  readonly plugin: RotationOf;
  /** Undefined where the run left it out. */
  readonly stock?: RotationOf | undefined;
}

export interface RotationOf {
  readonly ms: number;
  readonly calls: number;
  /** How often each operation was called, in the rotation. */
  readonly operations: Readonly<Record<string, number>>;
  /** Data spaces that hold the new pair, of which the service has accepted a listing. */
  readonly proven: number;
  readonly isOldPairDead: boolean;
  /** How often each operation was called to make the stack, its stores' cloud ids being new. */
  readonly first: Readonly<Record<string, number>>;
}

/** Rotates the pair of a stack, once for each way that calls the service. */
export async function measureRotation(
  plan: Plan,
  ways: readonly Way[],
  tools: Tools,
): Promise<Rotation> {
  const dataSpaces = dataSpaceCount(plan);
  tools.say(`A rotation that feeds ${dataSpaces} data spaces`);
  const results: Partial<Record<Way, RotationOf>> = {};
  const lanes = await openLanes(ways.filter(callsService), plan, tools);
  try {
    for (const lane of lanes) {
      results[lane.way] = await rotate(lane, plan);
      tools.say(`  ${lane.way}: ${results[lane.way]?.calls} calls`);
    }
  } finally {
    for (const lane of lanes) await lane.close();
  }
  const { ours, plugin, stock } = results;
  if (!ours || !plugin) throw new Error("a way was not measured");
  return { dataSpaces, ours, plugin, stock };
}

async function rotate(lane: Lane, plan: Plan): Promise<RotationOf> {
  await lane.pulumi(phases.up.command);
  const first = countOf((await lane.service?.calls()) ?? []);
  const before = signers(lane.stateText());
  lane.writePlan({ ...plan, rotation: "2" });
  const since = (await lane.service?.sequence()) ?? 0;
  const { ms, calls = 0 } = await lane.pulumi(phases.up.command);
  const after = signers(lane.stateText());
  const made = (await lane.service?.calls(since)) ?? [];
  const [pair, ...others] = [...new Set(after)];
  const listed = made.filter(
    ({ operation, status, publicKey }) =>
      operation === "registry.list" && status === 200 && publicKey === pair,
  );
  const refused = made.filter(({ status, publicKey }) => status === 403 && publicKey === before[0]);
  const isNew = others.length === 0 && pair !== before[0];
  return {
    ms,
    calls,
    operations: countOf(made),
    proven: isNew && listed.length > 0 ? after.length : 0,
    isOldPairDead: refused.length > 0,
    first,
  };
}

function countOf(calls: readonly ServiceCall[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

interface Signer {
  readonly type: string;
  readonly outputs?: { readonly keyPair?: { readonly publicKey?: string } };
}

/** The public key that each data space was last recorded with. */
function signers(state: string): string[] {
  const { latest } = (JSON.parse(state) as { checkpoint: { latest: { resources: Signer[] } } })
    .checkpoint;
  return latest.resources
    .filter(({ type }) => type.endsWith(":DataSpace"))
    .map(({ outputs }) => outputs?.keyPair?.publicKey ?? "");
}
