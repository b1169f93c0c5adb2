import { pairFoundRefused, portalDisagrees } from "../../errors/warnings";
import type { PortalKey } from "../../portal";
import type { Online } from "../lifecycle";
import { pairIn, prove, warnOfRetired } from "./prove";
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
  if ((await online.registry.probe(pairIn(state))) === "accepted") {
    return { ...state, label, ...(await prove(pairIn(state), online, state.merchantId)) };
  }
  if (state.issuer === "portal" && isLive(listed)) {
    // One of the two is late. To call it dead would rotate a pair that may come alive.
    online.warn(portalDisagrees(id));
    return { ...state, label };
  }
  online.warn(pairFoundRefused(id, remedy[state.issuer]));
  return { ...state, label, status: "refused" };
}

const remedy = {
  portal: "The next up replaces it.",
  supplied: "Make a pair in the API Portal and supply it.",
} as const;

const isLive = (key: PortalKey | undefined) =>
  key !== undefined && key.status !== "refused" && key.status !== "deleted";

/** What the portal says of an issued pair; undefined when it does not know it. */
async function listing(id: string, { issuer, environment }: ApiKeyPairState, online: Online) {
  if (issuer === "supplied") return undefined;
  const keys = await online.portal().keys(environment);
  return keys.find(({ publicKey }) => publicKey === id);
}
