import type { CommerceServicesError } from "../errors/CommerceServicesError";
import * as wrong from "../errors/portal";
import { shown } from "../http/shown";
import { type Refusal, refusal as refusalSchema } from "./schemas";
import type { Exchange } from "./wire";

/** The refusal's own words by its code in the contract. */
const BY_CODE: Record<string, (to: wrong.PortalAnswer, said: Refusal) => CommerceServicesError> = {
  client_token_used: (to, { publicKey }) => wrong.clientTokenUsed(to, shown(publicKey ?? "")),
  key_limit: (to, { publicKey }) => wrong.keyLimitReached(to, shown(publicKey ?? "")),
  licence_holder_only: (to) => wrong.licenceHolderOnly(to),
  account_blocked: (to) => wrong.accountBlocked(to),
};

/** The contract's `{code, message, requestId}`, if the answer holds one. */
export function contractRefusal(exchange: Exchange): Refusal | undefined {
  const read = refusalSchema.safeParse(exchange.json);
  return read.success ? read.data : undefined;
}

/** What an answer other than 2xx means. */
export function refusal(exchange: Exchange): CommerceServicesError {
  const { status, call, secrets } = exchange;
  const said = contractRefusal(exchange);
  // The portal's own id of the call wins over ours: that is what its log has.
  const to = said?.requestId
    ? { ...exchange.to, requestId: shown(said.requestId, secrets) }
    : exchange.to;
  if (status === 401) return wrong.portalTokenRefused(to);
  const known = said && Object.hasOwn(BY_CODE, said.code) ? BY_CODE[said.code] : undefined;
  if (said && known) return known(to, said);
  if (!said && (status === 404 || status === 405))
    return wrong.portalCallNotFound(to, call, status);
  const words = said ? shown(`${said.code} ${said.message ?? ""}`, secrets) : "";
  if (status >= 500) return wrong.portalFault(to, call, words);
  return wrong.portalRefused(to, call, status, words);
}
