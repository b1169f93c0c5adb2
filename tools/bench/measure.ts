import { type Lane, openLane, type Sample } from "./lane";
import { type Load, measureLoad } from "./load";
import { dataSpaceCount, type Plan, planOfSize } from "./mix";
import { callsService, type Phase, phaseNames, phases, type Way, ways } from "./ways";

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
  say(text: string): void;
}

const LOADS = 3;

/**
 * Every way at one size. They take turns within each phase, beginning with another one in each
 * round, so that what else the machine does meets all of them alike.
 */
export async function measureSize(size: number, rounds: number, tools: Tools): Promise<Measured> {
  const plan = planOfSize(size);
  const lanes = await openLanes(ways, plan, tools);
  try {
    const done: Run[][] = [];
    for (let round = 0; round < rounds; round++) {
      tools.say(`${size} resources, round ${round + 1} of ${rounds}`);
      done.push(await measureRound(rotated(lanes, round), tools));
    }
    return { size, dataSpaces: dataSpaceCount(plan), rounds: done };
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

async function measureRound(lanes: readonly Lane[], { say }: Tools): Promise<Run[]> {
  const samples = new Map(lanes.map((lane) => [lane, {} as Record<Phase, Sample>]));
  const stateBytes = new Map<Lane, number>();
  const loads = new Map<Lane, Load[]>(lanes.map((lane) => [lane, []]));
  for (const phase of phaseNames) {
    for (const [lane, of] of samples) {
      of[phase] = await lane.pulumi(phases[phase].command);
      say(`  ${phases[phase].title}, ${lane.way}: ${(of[phase].ms / 1000).toFixed(1)} s`);
    }
    if (phase !== "up") continue;
    for (const lane of lanes) stateBytes.set(lane, Buffer.byteLength(lane.stateText()));
    for (let i = 0; i < LOADS; i++)
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

async function openLanes(which: readonly Way[], plan: Plan, { engineDir, key }: Tools) {
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

/** What a rotation of the pair that feeds so many data spaces came to. */
export interface Rotation {
  readonly dataSpaces: number;
  readonly ours: RotationOf;
  readonly stock: RotationOf;
}

export interface RotationOf {
  readonly ms: number;
  readonly calls: number;
  /** How often each operation was called. */
  readonly operations: Readonly<Record<string, number>>;
  /** Data spaces that hold the new pair, of which the service has accepted a listing. */
  readonly proven: number;
  readonly isOldPairDead: boolean;
}

/** Rotates the pair of a stack, once for each way that calls the service. */
export async function measureRotation(plan: Plan, tools: Tools): Promise<Rotation> {
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
  const { ours, stock } = results;
  if (!ours || !stock) throw new Error("a way was not measured");
  return { dataSpaces, ours, stock };
}

async function rotate(lane: Lane, plan: Plan): Promise<RotationOf> {
  await lane.pulumi(phases.up.command);
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
  const operations: Record<string, number> = {};
  for (const { operation } of made) operations[operation] = (operations[operation] ?? 0) + 1;
  const isNew = others.length === 0 && pair !== before[0];
  return {
    ms,
    calls,
    operations,
    proven: isNew && listed.length > 0 ? after.length : 0,
    isOldPairDead: refused.length > 0,
  };
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
