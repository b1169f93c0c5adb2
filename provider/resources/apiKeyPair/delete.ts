import { asCoded } from "../../domain/errors";
import { deletesFirst } from "../../domain/keyPolicy";
import { requireOwnAccount } from "../account";
import type { Online } from "../lifecycle";
import { pairHeld, suppliedStillAccepted, suppliedUnchecked } from "./errors";
import type { ApiKeyPairState } from "./schema";
import { pairIn } from "./verify";

/** Deletes an issued pair at the portal and verifies that it is dead. Refuses while anybody holds it. */
export async function removeIssued(
  id: string,
  state: ApiKeyPairState,
  online: Online,
): Promise<void> {
  if (!isDeletedFirst(online)) await requireUnheld(id, online);
  const owner = online.configuration.merchantId ?? state.merchantId;
  requireOwnAccount(await online.portal().account(), owner);
  // Absent is as good as removed: a run that was killed here comes by again.
  await online.portal().remove(id);
  const pair = pairIn(state);
  if (pair) await online.registry.verifyDead(pair);
  else await online.registry.verifyPublicKeyDead(state.environment, id);
}

/**
 * A delete-first account takes no second pair, so a replacement deletes the old one while its
 * dependants hold it, as the preview announced. A resource that is checked in this run is still in
 * the program: its deletion can only be that of a replacement.
 */
const isDeletedFirst = ({ configuration, run, resource }: Online) =>
  deletesFirst(configuration.keyPolicy) && run.declared.has(resource);

/**
 * Two witnesses: this run, which knows of updates that failed a moment ago, and the engine's
 * record, which knows of resources that this run was told to leave out (`--target`).
 */
async function requireUnheld(id: string, { run, stack }: Online): Promise<void> {
  const seen = run.holders.of(id);
  const recorded = (await stack.holders(id)).filter((resource) => !run.holders.knows(resource));
  const holders = [...new Set([...seen, ...recorded])].sort();
  if (holders.length > 0) throw pairHeld(id, holders);
}

/** No call deletes a supplied pair: says where a person does, unless it is in use elsewhere here. */
export async function warnOfSupplied(
  id: string,
  state: ApiKeyPairState,
  { run, registry, warn }: Online,
): Promise<void> {
  if ([...run.current.values()].includes(id)) return;
  try {
    const standing = await registry.probePublicKey(state.environment, id);
    if (standing === "alive") warn(suppliedStillAccepted(id));
  } catch (error) {
    // Forgetting needs no service: one that can't be reached must not keep a stack from going.
    warn(suppliedUnchecked(id, asCoded(error).code));
  }
}
