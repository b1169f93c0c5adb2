import type { Environment } from "../../keys";
import { isPair, type RecordedResource } from "../../witness/record";
import { halvesOf, Witness } from "../../witness/witness";

/** What the stack records of one pair. */
export interface Uses {
  /** The ApiKeyPair that has it; undefined when this stack does not manage it. */
  readonly pair:
    | { readonly issuer: "portal" | "supplied"; readonly environment: Environment }
    | undefined;
  /** The stores whose data spaces sign with it. */
  readonly stores: readonly string[];
  /** Every resource that is recorded holding it, by urn. */
  readonly holders: readonly string[];
}

/** Who stops when the pair stops, as far as this stack records it. Pure. */
export function usesOf(publicKey: string, resources: readonly RecordedResource[]): Uses {
  // The old half of a rotation that is not finished is still a pair that can be revoked.
  const recorded = resources.find((entry) => entry.id === publicKey && isPair(entry));
  const own = recorded?.outputs;
  const pair = recorded ? halvesOf(recorded) : { publicKey };
  const named = new Set(new Witness(resources).holders(pair).map(({ urn }) => urn));
  const holding = resources
    .filter(({ urn }) => named.has(urn))
    // A provider's record repeats the stack's configuration, and calls nothing by itself.
    .filter(({ type }) => !type.startsWith("pulumi:providers:"));
  const stores = holding.flatMap(({ inputs }) => storeName(inputs?.store));
  return {
    pair: own && {
      issuer: own.issuer === "supplied" ? "supplied" : "portal",
      environment: own.environment === "sandbox" ? "sandbox" : "production",
    },
    stores: [...new Set(stores)].sort(),
    holders: [...new Set(holding.map(({ urn }) => urn))].sort(),
  };
}

function storeName(store: unknown): string[] {
  const name = (store as { name?: unknown } | undefined)?.name;
  return typeof name === "string" ? [name] : [];
}
