import type { KeyPolicy } from "../../domain/keyPolicy";
import { pairFacts, type Resource } from "../plan/resources";

/** Before all steps: what a person does in the portal, and what an earlier run has done. */
export const IN_PORTAL = -1;
export const EARLIER = -2;

/** One key pair of the account: what a resource has, gets, or an earlier run left behind. */
export interface Token {
  readonly resource: Resource;
  readonly age: "pending" | "old" | "new";
  readonly environment: string | undefined;
  readonly issuer: "portal" | "supplied";
  readonly publicKey: string | undefined;
  /** When it is made; undefined: it exists already. */
  readonly born: number | undefined;
}

export interface Account {
  readonly policy: KeyPolicy;
  readonly tokens: readonly Token[];
  /** When the pair stops working, and why; undefined: it outlives this run. */
  death(token: Token): { readonly at: number; readonly by: "policy" | "deletion" } | undefined;
  /** Deletions that the provider refuses, because resources of the stack still hold the pair. */
  readonly refused: readonly {
    readonly token: Token;
    readonly step: number;
    readonly holders: readonly Resource[];
  }[];
}

/** What the account does with each pair in the course of the steps, under a policy. */
export function accountOf(resources: ReadonlyMap<string, Resource>, policy: KeyPolicy): Account {
  const all = [...resources.values()];
  const tokens = all.filter(({ kind }) => kind === "ApiKeyPair").flatMap(tokensOf);
  const refused = tokens.flatMap((token) => {
    const step = deletion(token);
    if (step === undefined || token.issuer === "supplied" || token.publicKey === undefined)
      return [];
    // A delete-first account takes no second pair: there a replacement may delete what is held.
    if (policy === "delete-first" && token.resource.makes !== undefined) return [];
    const { publicKey } = token;
    const holders = all.filter((one) => stillHolds(one, publicKey, step));
    return holders.length > 0 ? [{ token, step, holders }] : [];
  });
  const deaths = new Map(tokens.map((token) => [token, deathOf(token)]));

  function deathOf(token: Token): ReturnType<Account["death"]> {
    const byPolicy = endedByPolicy(token, tokens, policy);
    const byDeletion =
      token.issuer === "supplied" || refused.some((one) => one.token === token)
        ? undefined
        : deletion(token);
    if (byPolicy !== undefined && byPolicy <= (byDeletion ?? byPolicy))
      return { at: byPolicy, by: "policy" };
    return byDeletion === undefined ? undefined : { at: byDeletion, by: "deletion" };
  }

  return { policy, tokens, refused, death: (token) => deaths.get(token) };
}

function tokensOf(resource: Resource): Token[] {
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

function deletion({ age, resource }: Token): number | undefined {
  if (age === "new") return undefined;
  if (age === "old") return resource.deletes;
  return resource.pending[0]?.step;
}

/**
 * Exclusive: the pair made last in an environment is the one that works. Delete-first: a pair had
 * to go before the next could be made, by hand where the provider can't delete it.
 */
function endedByPolicy(
  token: Token,
  tokens: readonly Token[],
  policy: KeyPolicy,
): number | undefined {
  if (policy === "overlapping") return undefined;
  const later = tokens.filter(
    (other) =>
      other !== token &&
      other.environment === token.environment &&
      other.environment !== undefined &&
      other.publicKey !== (token.publicKey ?? "") &&
      isMadeAfter(other, token),
  );
  if (policy === "exclusive") {
    const moments = later.map(({ born }) => born ?? EARLIER);
    return moments.length > 0 ? Math.min(...moments) : undefined;
  }
  // Deleted by hand before the next was made there, or before the run that has one issued.
  const byHand = later.some(
    ({ issuer, resource }) => issuer === "supplied" && resource === token.resource,
  );
  return byHand || (token.issuer === "supplied" && later.length > 0) ? IN_PORTAL : undefined;
}

function isMadeAfter(other: Token, token: Token): boolean {
  if (token.age === "pending") return other.age !== "pending" && other.resource === token.resource;
  if (other.born === undefined) return false;
  // A pair supplied for the first time may be older than all others: nobody can tell.
  if (other.issuer === "supplied" && other.resource.before === undefined) return false;
  return token.born === undefined || other.born > token.born;
}

/** Whether the engine's record names this pair as an input of the resource when the step comes. */
function stillHolds(resource: Resource, publicKey: string, step: number): boolean {
  const { before, makes, updates, deletes } = resource;
  if (!before?.mentions.includes(publicKey)) return false;
  const changed = makes ?? updates ?? deletes;
  return changed === undefined || changed > step;
}
