import { asCoded } from "../../domain/errors";
import { deletesFirst } from "../../domain/keyPolicy";
import type { Halves } from "../../witness/forms";
import { requireOwnAccount } from "../account";
import type { Online } from "../lifecycle";
import { suppliedStillAccepted, suppliedUnchecked } from "./errors";
import { requireNobodyLeftOut, requireUnheld } from "./holders";
import type { ApiKeyPairState } from "./schema";
import { pairIn } from "./verify";

/** Deletes an issued pair at the portal and verifies that it is dead. Refuses while anybody holds it. */
export async function removeIssued(
  id: string,
  state: ApiKeyPairState,
  online: Online,
): Promise<void> {
  const halves = { publicKey: id, privateKey: state.privateKey };
  if (isDeletedFirst(online)) await requireNobodyLosesIt(halves, state, online);
  else await requireUnheld(halves, online);
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

/** A pair that is dead already, as a person may have deleted it, is only tidied away. */
async function requireNobodyLosesIt(
  pair: Halves,
  { environment }: ApiKeyPairState,
  online: Online,
): Promise<void> {
  try {
    requireNobodyLeftOut([pair], await online.stack.before(), online);
  } catch (error) {
    const standing = await online.registry.probePublicKey(environment, pair.publicKey);
    if (standing === "alive") throw error;
  }
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
