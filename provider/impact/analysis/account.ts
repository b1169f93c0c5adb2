import type { Environment } from "../../domain/keyPair";
import {
  deletesFirst,
  type KeyPolicy,
  keepsBoth,
  pairEnd,
  type WorkingPairEnd,
} from "../../domain/keyPolicy";
import { pairFacts, type Resource } from "../plan/resources";

/** Before all steps: what a person does in the portal, and what an earlier run has done. */
export const IN_PORTAL = -1;
export const EARLIER = -2;

/** One key pair of the account: what a resource has, gets, or an earlier run left behind. */
export interface PairInstance {
  readonly resource: Resource;
  readonly age: "pending" | "old" | "new";
  readonly environment: Environment | undefined;
  readonly issuer: "portal" | "supplied";
  readonly publicKey: string | undefined;
  /** When it is made; undefined: it exists already. */
  readonly born: number | undefined;
}

export interface Account {
  readonly policy: KeyPolicy;
  readonly instances: readonly PairInstance[];
  /** When the pair stops working, and why; undefined: it outlives this run. */
  death(
    instance: PairInstance,
  ): { readonly at: number; readonly by: "policy" | "deletion" } | undefined;
  /** Deletions that the provider refuses, because resources of the stack still hold the pair. */
  readonly refused: readonly {
    readonly instance: PairInstance;
    readonly step: number;
    readonly holders: readonly Resource[];
  }[];
  /** Replacements that the provider refuses before anything is done: the plan leaves out holders. */
  readonly unmade: readonly {
    readonly resource: Resource;
    readonly publicKey: string;
    readonly step: number;
    readonly holders: readonly Resource[];
  }[];
}

/** What the account does with each pair in the course of the steps, under a policy. */
export function accountOf(
  resources: ReadonlyMap<string, Resource>,
  policy: KeyPolicy,
  targeted: boolean,
): Account {
  const all = [...resources.values()];
  const instances = all.filter(({ kind }) => kind === "ApiKeyPair").flatMap(instancesOf);
  const unmade = targeted && !keepsBoth(policy) ? unmadeOf(instances, all, policy) : [];
  const isUnmade = ({ resource }: PairInstance) => unmade.some((one) => one.resource === resource);
  const existing = instances.filter((one) => one.age !== "new" || !isUnmade(one));
  const refused = instances.flatMap((instance) => {
    if (isUnmade(instance)) return [];
    const step = deletion(instance);
    if (step === undefined || instance.issuer === "supplied" || instance.publicKey === undefined)
      return [];
    // A delete-first account takes no second pair: there a replacement may delete what is held.
    if (deletesFirst(policy) && instance.resource.makes !== undefined) return [];
    const { publicKey } = instance;
    const holders = all.filter((one) => stillHolds(one, publicKey, step));
    return holders.length > 0 ? [{ instance, step, holders }] : [];
  });
  const deaths = new Map(instances.map((instance) => [instance, deathOf(instance)]));

  function deathOf(instance: PairInstance): ReturnType<Account["death"]> {
    const byPolicy = endedByPolicy(instance, existing, policy);
    const byDeletion =
      instance.issuer === "supplied" ||
      isUnmade(instance) ||
      refused.some((one) => one.instance === instance)
        ? undefined
        : deletion(instance);
    if (byPolicy !== undefined && byPolicy <= (byDeletion ?? byPolicy))
      return { at: byPolicy, by: "policy" };
    return byDeletion === undefined ? undefined : { at: byDeletion, by: "deletion" };
  }

  return { policy, instances, refused, unmade, death: (instance) => deaths.get(instance) };
}

/** Where one live pair is all that the account has, nobody may be left behind with the old one. */
function unmadeOf(
  instances: readonly PairInstance[],
  all: readonly Resource[],
  policy: KeyPolicy,
): Account["unmade"] {
  return instances.flatMap(({ resource, age, environment, issuer }) => {
    if (age !== "new" || issuer === "supplied" || resource.makes === undefined) return [];
    const step = deletesFirst(policy) ? (resource.deletes ?? resource.makes) : resource.makes;
    const ended = instances.filter(
      (one) =>
        one.age !== "new" &&
        one.publicKey !== undefined &&
        (deletesFirst(policy)
          ? one.resource === resource && one.issuer === "portal"
          : one.environment === environment),
    );
    for (const { publicKey = "" } of ended) {
      const holders = all.filter(
        ({ op, before }) => op === "same" && before?.mentions.includes(publicKey),
      );
      if (holders.length > 0) return [{ resource, publicKey, step, holders }];
    }
    return [];
  });
}

function instancesOf(resource: Resource): PairInstance[] {
  const before = pairFacts(resource.before);
  const after = pairFacts(resource.after);
  const pending = resource.pending.flatMap(({ state }) => {
    const facts = pairFacts(state);
    return facts ? [{ resource, age: "pending" as const, ...facts, born: undefined }] : [];
  });
  const old = before ? [{ resource, age: "old" as const, ...before, born: undefined }] : [];
  const made =
    resource.makes !== undefined && after
      ? [{ resource, age: "new" as const, ...after, born: bornAt(resource, after.issuer) }]
      : [];
  return [...pending, ...old, ...made];
}

/** A supplied pair was made by a person before the run that takes it. */
const bornAt = ({ makes }: Resource, issuer: string) => (issuer === "supplied" ? IN_PORTAL : makes);

function deletion({ age, resource }: PairInstance): number | undefined {
  if (age === "new") return undefined;
  if (age === "old") return resource.before?.retained ? undefined : resource.deletes;
  const [pending] = resource.pending;
  return pending?.state.retained ? undefined : pending?.step;
}

/** When the account ends the pair itself, for one that is made after it; undefined: it does not. */
function endedByPolicy(
  instance: PairInstance,
  instances: readonly PairInstance[],
  policy: KeyPolicy,
): number | undefined {
  const moments = instances
    .filter(
      (other) => other !== instance && isAnother(other, instance) && isMadeAfter(other, instance),
    )
    .flatMap((next) => momentOf(pairEnd(policy, instance, next), next) ?? []);
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

function momentOf(end: WorkingPairEnd, { born = EARLIER }: PairInstance): number | undefined {
  switch (end) {
    case "in the portal":
    case "at creation":
      return born;
    case "blocked":
      return IN_PORTAL;
    case "before creation":
    case "after dependants":
    case "by a person":
      // The provider's deletion is a step of its own, a person's comes after this run.
      return undefined;
  }
}

/** Not the same pair in another resource's hands. A key that is not known yet is a new one. */
const isAnother = (other: PairInstance, instance: PairInstance): boolean =>
  other.publicKey !== (instance.publicKey ?? "");

function isMadeAfter(other: PairInstance, instance: PairInstance): boolean {
  if (instance.age === "pending")
    return other.age !== "pending" && other.resource === instance.resource;
  if (other.born === undefined) return false;
  // A pair supplied for the first time may be older than all others: nobody can tell.
  if (other.issuer === "supplied" && other.resource.before === undefined) return false;
  return instance.born === undefined || other.born > instance.born;
}

/** Whether the engine's record names this pair as an input of the resource when the step comes. */
function stillHolds(resource: Resource, publicKey: string, step: number): boolean {
  const { before, makes, updates, deletes } = resource;
  if (!before?.mentions.includes(publicKey)) return false;
  const changed = makes ?? updates ?? deletes;
  return changed === undefined || changed > step;
}

/** Whether the old pair, which the engine only forgets (`retainOnDelete`), works on after this run. */
export function outlivesRun(resource: Resource, policy: KeyPolicy): boolean {
  const end = endOfReplaced(resource, policy);
  return end !== "at creation" && end !== "in the portal";
}

/** When the old pair of a resource ends that is replaced; undefined: it is not. */
export function endOfReplaced(
  { before, after, makes }: Resource,
  policy: KeyPolicy,
): WorkingPairEnd | undefined {
  const [old, next] = [pairFacts(before), pairFacts(after)];
  return old && next && makes !== undefined ? pairEnd(policy, old, next) : undefined;
}
