import type { Properties } from "../../domain/unknown";
import { isLive } from "../account";
import type { Imported, Online } from "../lifecycle";
import { parseGiven } from "../parse";
import { takeSupplied } from "./create";
import { pairFoundRefused, portalDisagrees, privateKeyOfAnother } from "./errors";
import type { ApiKeyPairState } from "./schema";
import { type ApiKeyPairInputs, apiKeyPairInputs } from "./schema";
import { pairIn, shownBy, warnOfRetired } from "./verify";

/** The pair as gateway and portal show it now. A dead pair is drift, not an error. */
export async function observe(
  id: string,
  state: ApiKeyPairState,
  online: Online,
): Promise<ApiKeyPairState> {
  await warnOfRetired(state, online);
  const listed = await listing(id, state, online);
  const label = listed?.label ?? state.label;
  const pair = pairIn(state);
  if (!pair) {
    const standing = await online.registry.probePublicKey(state.environment, id);
    if (standing === "alive") return { ...state, label, status: unverified(state) };
  } else {
    const standing = await online.registry.probe(pair);
    if (standing === "accepted") {
      return { ...state, label, ...(await shownBy(pair, online, state.merchantId)) };
    }
    if (standing === "known") {
      online.warn(privateKeyOfAnother(id));
      return { ...state, label };
    }
  }
  if (state.issuer === "portal" && listed && isLive(listed)) {
    // One of the two is late. To call it dead would rotate a pair that may come alive.
    online.warn(portalDisagrees(id));
    return { ...state, label };
  }
  online.warn(pairFoundRefused(id, remedy[state.issuer]));
  return { ...state, label, status: "refused" };
}

/** What is left to say of a pair that the gateway knows, but that can't sign here. */
function unverified({ issuer, status }: ApiKeyPairState): ApiKeyPairState["status"] {
  if (issuer === "supplied") return "unknown";
  // A sealed pair was verified when it was made; one that was not stays so, and is replaced.
  return status === "refused" ? "accepted" : status;
}

const remedy = {
  portal: "The next up replaces it.",
  supplied: "Make a pair in the API Portal and supply it.",
} as const;

/** What the portal says of an issued pair; undefined when it does not know it. */
async function listing(id: string, { issuer, environment }: ApiKeyPairState, online: Online) {
  if (issuer === "supplied") return undefined;
  const keys = await online.portal().keys(environment);
  return keys.find(({ publicKey }) => publicKey === id);
}

const lookup = apiKeyPairInputs.pick({ environment: true, label: true, supplied: true }).partial();

/**
 * The pair of this public key, taken over as supplied. No call gives a private half away, and an
 * import writes into program text what it is told: so it is recorded by its public key alone, and
 * the `supplied` of the program completes it.
 */
export async function importPair(
  publicKey: string,
  given: Properties,
  online: Online,
): Promise<Imported<ApiKeyPairInputs, ApiKeyPairState> | undefined> {
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
