import { pairFoundRefused, portalDisagrees } from "../../errors/warnings";
import type { Online } from "../lifecycle";
import { isLive } from "./isLive";
import { pairIn, shownBy, warnOfRetired } from "./prove";
import type { ApiKeyPairState } from "./schema";

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
    if (standing === "alive") return { ...state, label, status: unproven(state) };
  } else if ((await online.registry.probe(pair)) === "accepted") {
    return { ...state, label, ...(await shownBy(pair, online, state.merchantId)) };
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
function unproven({ issuer, status }: ApiKeyPairState): ApiKeyPairState["status"] {
  if (issuer === "supplied") return "unknown";
  // A sealed pair was proven when it was made; one that was not stays so, and is replaced.
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
