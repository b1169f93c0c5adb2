import type { CommerceServicesError } from "../../domain/errors";
import { known } from "../../domain/unknown";
import type { Row } from "../../registry";
import { pairOf } from "../keyPair";
import type { Offline, Online } from "../lifecycle";
import type { Binding } from "../run/bindingTable";
import { cleanupAnnounced, cleanupOfBoundSpace, cleanupOfProduction } from "./errors";
import type { Declared } from "./guards";
import type { DataSpaceInputs } from "./schema";

/** Live data is never wiped: who asks for it has mistaken the type. */
export function cleanupGuard({ type, cleanupOnRebind }: Declared): CommerceServicesError[] {
  const asked = known(cleanupOnRebind) === true && known(type) === "Production";
  return asked ? [cleanupOfProduction()] : [];
}

/** Says on the row that the space which the store gets loses what it holds. */
export function announceCleanup(
  { cleanupOnRebind }: Declared,
  store: string | undefined,
  isRebound: boolean,
  { warn }: Offline,
): void {
  if (isRebound && known(cleanupOnRebind) === true) warn(cleanupAnnounced(store));
}

/**
 * Wipes the Testing space that a store is about to be bound to, so that no other shop's data is in
 * it. Only where this run knows that something was bound otherwise before: a declaration that is
 * merely created again (`up --replace`, a new stack) keeps what is in its space.
 *
 * Done before the binding is recorded: killed in between, the next run wipes again a space that no
 * store has been given yet. Throws CS4006, with nothing wiped, when the space is bound elsewhere.
 */
export async function cleanNewlyBound(
  row: Row,
  inputs: DataSpaceInputs,
  now: Binding,
  online: Online,
): Promise<void> {
  // The row's own word for it: what the program calls the type does not decide over data.
  if (inputs.cleanupOnRebind !== true || row.environmentType !== "Testing") return;
  const { run, resource, stack, registry, configuration } = online;
  if (!run.bindings.isRebound(resource, now)) return;
  const seen = run.bindings.boundBy(row.environmentId);
  const recorded = await stack.bindings(row.environmentId);
  const elsewhere = [...new Set([...seen, ...recorded])].filter((other) => other !== resource);
  if (elsewhere.length > 0) throw cleanupOfBoundSpace(row.environmentId, elsewhere.sort());
  await registry.cleanup(pairOf(inputs, configuration), row.environmentId);
}
