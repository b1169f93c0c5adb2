import { createHash } from "node:crypto";
import type { ApiKeyPairInputs } from "./schema";

/**
 * What tells this very pair from every other: the resource, its environment and its keepers. The
 * portal keeps it beside the pair, so that a create after a killed run knows its own orphan.
 * Not the label: a new label is the same pair.
 */
export function clientTokenBase(
  resource: string,
  { environment, keepers = {} }: Pick<ApiKeyPairInputs, "environment" | "keepers">,
): string {
  const sorted = Object.entries(keepers).sort(([a], [b]) => (a < b ? -1 : 1));
  const identity = JSON.stringify([resource, environment, sorted]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 40);
}

/** The ordinal of a token made from this base; undefined for anybody else's token. */
export function ordinalOf(
  base: string,
  clientToken: string | null | undefined,
): number | undefined {
  const [prefix, ordinal] = clientToken?.split(".") ?? [];
  return prefix === base && /^\d+$/.test(ordinal ?? "") ? Number(ordinal) : undefined;
}

export const clientToken = (base: string, ordinal: number) => `${base}.${ordinal}`;
