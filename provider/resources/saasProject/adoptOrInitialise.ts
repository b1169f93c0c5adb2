import { isOutcomeUnknown } from "../../http/errors";
import type { KeyPair } from "../../keys";
import { requireMerchant } from "../account";
import { pairOf } from "../keyPair";
import type { Online } from "../lifecycle";
import { chooseProject } from "./choose";
import type { SaasProjectInputs } from "./schema";

interface Chosen {
  readonly projectId: string;
  /** False when this run made it. */
  readonly adopted: boolean;
}

/**
 * Finds the declared project, or makes the account's first one. A project can never be deleted, so
 * making one is guarded: one at a time per account, only after looking, and after a lost answer
 * only after looking again.
 */
export function adoptOrInitialise(inputs: SaasProjectInputs, online: Online): Promise<Chosen> {
  const pair = pairOf(inputs, online.configuration);
  return online.run.mutex.withLock(`initialise ${pair.environment}`, async () => {
    const found = await find(pair, inputs, online);
    if (found) return { projectId: found, adopted: true };
    return { projectId: await initialise(pair, inputs, online), adopted: false };
  });
}

async function initialise(pair: KeyPair, inputs: SaasProjectInputs, online: Online) {
  try {
    const [row] = await online.registry.initialize(pair, inputs.name);
    if (row) return row.projectId;
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const made = await find(pair, inputs, online);
    if (made) return made;
    throw error;
  }
  const made = await find(pair, inputs, online);
  if (made) return made;
  throw new Error("the service made a project without a row");
}

async function find(
  pair: KeyPair,
  inputs: SaasProjectInputs,
  { registry, configuration }: Online,
): Promise<string | undefined> {
  const rows = await registry.rows(pair);
  requireMerchant(rows, "the pair", configuration);
  return chooseProject(rows, inputs);
}
