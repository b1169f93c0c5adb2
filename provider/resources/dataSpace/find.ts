import { pairOf } from "../keyPair";
import type { Found, Online } from "../lifecycle";
import { requireMerchant } from "../merchant";
import { parseGiven } from "../parse";
import type { Properties } from "../unknown";
import { type DataSpaceInputs, type DataSpaceState, dataSpaceInputs } from "./schema";
import { toState } from "./toState";

const lookup = dataSpaceInputs.pick({ keyPair: true });

/** The account's data space of this id. Which store it serves is for the program to say. */
export async function find(
  id: string,
  given: Properties,
  { registry, configuration }: Online,
): Promise<Found<DataSpaceInputs, DataSpaceState> | undefined> {
  const { keyPair } = parseGiven(lookup, given);
  const rows = await registry.rows(pairOf({ keyPair }, configuration));
  requireMerchant(rows, "the pair", configuration);
  const row = rows.find(({ environmentId }) => environmentId === id);
  if (!row) return undefined;
  const state = toState({ keyPair }, row);
  const { projectId, type, name } = state;
  return { state, inputs: { projectId, type, name, keyPair } };
}
