import { mentions } from "../../domain/mentions";
import { ourKind } from "../../domain/urn";
import type { Environment } from "../../keys";
import type { Recorded } from "./stack";

/** What the stack records of one pair. */
export interface Uses {
  /** The ApiKeyPair that has it; undefined when this stack does not manage it. */
  readonly pair:
    | { readonly issuer: "portal" | "supplied"; readonly environment: Environment }
    | undefined;
  /** The stores whose data spaces sign with it. */
  readonly stores: readonly string[];
  /** Every resource whose recorded inputs hold it, by urn. */
  readonly holders: readonly string[];
}

/** Who stops when the pair stops, as far as this stack records it. Pure. */
export function usesOf(publicKey: string, resources: readonly Recorded[]): Uses {
  const alive = resources.filter((resource) => resource.delete !== true);
  // The old half of a rotation that is not finished is still a pair that can be revoked.
  const own = resources.find(
    ({ id, type }) => id === publicKey && ourKind(type) === "ApiKeyPair",
  )?.outputs;
  const holding = alive
    // A provider's record repeats the stack's configuration, and calls nothing by itself.
    .filter(({ type }) => !type.startsWith("pulumi:providers:"))
    .filter(({ id, inputs }) => id !== publicKey && mentions(inputs, publicKey));
  const stores = holding.flatMap(({ inputs }) => storeName(inputs?.store));
  return {
    pair: own && {
      issuer: own.issuer === "supplied" ? "supplied" : "portal",
      environment: own.environment === "sandbox" ? "sandbox" : "production",
    },
    stores: [...new Set(stores)].sort(),
    holders: holding.map(({ urn }) => urn).sort(),
  };
}

function storeName(store: unknown): string[] {
  const name = (store as { name?: unknown } | undefined)?.name;
  return typeof name === "string" ? [name] : [];
}
