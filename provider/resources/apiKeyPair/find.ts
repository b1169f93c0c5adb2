import type { Found, Online } from "../lifecycle";
import { parseGiven } from "../parse";
import type { Properties } from "../unknown";
import { takeSupplied } from "./make";
import { type ApiKeyPairInputs, type ApiKeyPairState, apiKeyPairInputs } from "./schema";

const lookup = apiKeyPairInputs.pick({ environment: true, label: true, supplied: true }).partial();

/**
 * The pair of this public key, taken over as supplied. No call gives a private half away, and an
 * import writes into program text what it is told: so it is recorded by its public key alone, and
 * the `supplied` of the program completes it.
 */
export async function find(
  publicKey: string,
  given: Properties,
  online: Online,
): Promise<Found<ApiKeyPairInputs, ApiKeyPairState> | undefined> {
  const { label = publicKey, ...looked } = parseGiven(lookup, given);
  const environment = looked.environment ?? (await environmentOf(publicKey, online));
  if (environment === undefined) return undefined;
  const supplied = looked.supplied?.publicKey === publicKey ? looked.supplied : { publicKey };
  const inputs = { environment, label, supplied };
  const { state } = await takeSupplied(inputs, supplied, online);
  return { state, inputs };
}

/** The gateway that knows it; the key itself does not tell. */
async function environmentOf(publicKey: string, { registry }: Online) {
  for (const environment of ["production", "sandbox"] as const) {
    if ((await registry.probePublicKey(environment, publicKey)) === "alive") return environment;
  }
  return undefined;
}
