import { planOnCloud } from "./plan";
import type { Call } from "./service";
import { type Stack, withStacks } from "./stack";
import { phases, providers } from "./variants";

/** What a rotation of the pair that feeds so many data spaces came to, through either provider. */
export interface Rotation {
  readonly dataSpaces: number;
  readonly dynamic: RotationOf;
  readonly native: RotationOf;
}

export interface RotationOf {
  readonly calls: number;
  /** How often each operation was called, in the rotation. */
  readonly operations: Readonly<Record<string, number>>;
  /**
   * Data spaces that the state records with a pair which none had before, where the service has
   * accepted a listing signed by that pair during the rotation, and has a row of that id to list.
   */
  readonly proven: number;
  readonly isOldPairDead: boolean;
  /** How often each operation was called to make the stack, which writes to every data space. */
  readonly first: Readonly<Record<string, number>>;
}

export async function measureRotation(
  dataSpaces: number,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<Rotation> {
  say(`A rotation that feeds ${dataSpaces} data spaces`);
  return withStacks(providers, planOnCloud(dataSpaces), signal, async ([dynamic, native]) => {
    if (!dynamic || !native) throw new Error("a provider has no stack");
    // Side by side: what is told of a rotation are its calls.
    const rotations = [rotate(dynamic, dataSpaces), rotate(native, dataSpaces)] as const;
    const [ofDynamic, ofNative] = await Promise.all(rotations);
    return { dataSpaces, dynamic: ofDynamic, native: ofNative };
  });
}

async function rotate(stack: Stack, dataSpaces: number): Promise<RotationOf> {
  const { service, run, rewrite } = stack;
  if (!service) throw new Error("the stack has no service");
  await run(phases.up.command);
  const before = await service.calls();
  const old = new Set(recordedIn(stack).map(({ publicKey }) => publicKey));
  rewrite({ ...planOnCloud(dataSpaces), rotation: "2" });
  const { calls = 0 } = await run(phases.up.command);
  const made = (await service.calls()).slice(before.length);
  return {
    calls,
    operations: countOf(made),
    proven: provenCount(recordedIn(stack), old, made, await service.dataSpaceIds()),
    isOldPairDead: made.some(({ status, publicKey }) => status === 403 && old.has(publicKey ?? "")),
    first: countOf(before),
  };
}

function countOf(calls: readonly Call[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

/** A data space as the state records it, with the pair that it was last brought up with. */
interface Recorded {
  readonly id: string;
  readonly publicKey: string;
}

/** What {@link RotationOf.proven} says. Two resources may stand for one data space. */
export function provenCount(
  recorded: readonly Recorded[],
  old: ReadonlySet<string>,
  made: readonly Call[],
  listed: readonly string[],
): number {
  const hasListed = (pair: string) =>
    made.some(
      ({ operation, status, publicKey }) =>
        operation === "registry.list" && status === 200 && publicKey === pair,
    );
  const proven = recorded.filter(
    ({ id, publicKey }) => !old.has(publicKey) && hasListed(publicKey) && listed.includes(id),
  );
  return new Set(proven.map(({ id }) => id)).size;
}

const recordedIn = (stack: Stack): Recorded[] =>
  stack
    .resources()
    .filter(({ type }) => type.endsWith(":DataSpace"))
    .map(({ id = "", outputs }) => {
      const keyPair = outputs?.keyPair as { publicKey?: string } | undefined; // as its schema says
      return { id, publicKey: keyPair?.publicKey ?? "" };
    });
