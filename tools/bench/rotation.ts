import type { Lane } from "./lane";
import { openLanes, type Tools } from "./measure";
import { dataSpaceCount, type Plan } from "./mix";
import type { Listed, ServiceCall } from "./service";
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
  /**
   * Data spaces that the state records with a pair which none had before, where the service has
   * accepted a listing signed by that pair during the rotation, and that listing has a row of the
   * data space's id. A rotation makes and removes no rows, so they are looked up after it.
   */
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
  const before = publicKeysOf(dataSpacesIn(lane.stateText()));
  lane.writePlan({ ...plan, rotation: "2" });
  const since = (await lane.service?.sequence()) ?? 0;
  const { ms, calls = 0 } = await lane.pulumi(phases.up.command);
  const made = (await lane.service?.calls(since)) ?? [];
  const listed = (await lane.service?.listed()) ?? {};
  return {
    ms,
    calls,
    operations: countOf(made),
    proven: provenCount(dataSpacesIn(lane.stateText()), before, made, listed),
    isOldPairDead: made.some(
      ({ status, publicKey }) => status === 403 && publicKey !== null && before.has(publicKey),
    ),
    first,
  };
}

function countOf(calls: readonly ServiceCall[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

/** A data space as the state records it, with the pair that it was last brought up with. */
interface Recorded {
  readonly id: string;
  readonly environment?: string | undefined;
  readonly publicKey?: string | undefined;
}

/** What {@link RotationOf.proven} says, of the calls `made` in the rotation. */
export function provenCount(
  dataSpaces: readonly Recorded[],
  before: ReadonlySet<string>,
  made: readonly ServiceCall[],
  listed: Listed,
): number {
  const accepted = new Set(
    made
      .filter(({ operation, status }) => operation === "registry.list" && status === 200)
      .map(({ publicKey }) => publicKey),
  );
  const proven = dataSpaces.filter(
    ({ id, environment = "", publicKey = "" }) =>
      !before.has(publicKey) && accepted.has(publicKey) && listed[environment]?.includes(id),
  );
  // Two resources may stand for one data space.
  return new Set(proven.map(({ id }) => id)).size;
}

const publicKeysOf = (dataSpaces: readonly Recorded[]): ReadonlySet<string> =>
  new Set(dataSpaces.flatMap(({ publicKey = [] }) => publicKey));

interface Resource {
  readonly type: string;
  readonly id: string;
  readonly outputs?: { readonly keyPair?: Omit<Recorded, "id"> };
}

function dataSpacesIn(state: string): Recorded[] {
  const { latest } = (JSON.parse(state) as { checkpoint: { latest: { resources: Resource[] } } })
    .checkpoint;
  return latest.resources
    .filter(({ type }) => type.endsWith(":DataSpace"))
    .map(({ id, outputs: { keyPair } = {} }) => ({
      id,
      environment: keyPair?.environment,
      publicKey: keyPair?.publicKey,
    }));
}
