import { pairOf } from "../keyPair";
import type { Found, Online } from "../lifecycle";
import { requireMerchant } from "../merchant";
import { parseGiven } from "../parse";
import type { Properties } from "../unknown";
import { type SaasProjectInputs, type SaasProjectState, saasProjectInputs } from "./schema";
import { toState } from "./toState";

const lookup = saasProjectInputs.pick({ keyPair: true });

/** The account's project of this id, as the pair at hand sees it. */
export async function find(
  id: string,
  given: Properties,
  { registry, configuration }: Online,
): Promise<Found<SaasProjectInputs, SaasProjectState> | undefined> {
  const { keyPair } = parseGiven(lookup, given);
  const rows = await registry.rows(pairOf({ keyPair }, configuration));
  requireMerchant(rows, "the pair", configuration);
  const own = rows.filter(({ projectId }) => projectId === id);
  if (own.length === 0) return undefined;
  const state = toState({ keyPair }, own, true);
  return { state, inputs: { name: state.name, keyPair } };
}
