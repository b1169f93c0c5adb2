import type { z } from "zod";

import type { CommerceServicesError } from "../domain/errors";
import { serviceText } from "../domain/text";
import * as errors from "./errors";
import type { Exchange } from "./request";
import { type Refusal, refusal as refusalSchema } from "./schemas";

/** The refusal's own words by its code in the contract. */
const BY_CODE: Record<string, (to: errors.PortalAnswer, said: Refusal) => CommerceServicesError> = {
  client_token_used: (to, { publicKey }) =>
    errors.clientTokenUsed(to, serviceText(publicKey ?? "")),
  key_limit: (to, { publicKey }) => errors.keyLimitReached(to, serviceText(publicKey ?? "")),
  licence_holder_only: (to) => errors.licenceHolderOnly(to),
  account_blocked: (to) => errors.accountBlocked(to),
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
    ? { ...exchange.to, requestId: serviceText(said.requestId, secrets) }
    : exchange.to;
  if (status === 401) return errors.portalTokenRefused(to);
  const known = said && Object.hasOwn(BY_CODE, said.code) ? BY_CODE[said.code] : undefined;
  if (said && known) return known(to, said);
  if (!said && (status === 404 || status === 405))
    return errors.portalCallNotFound(to, call, status);
  const words = said ? serviceText(`${said.code} ${said.message ?? ""}`, secrets) : "";
  if (status >= 500) return errors.portalFault(to, call, words);
  return errors.portalRefused(to, call, status, words);
}

/** The answer as the contract has it; throws what is said instead. */
export function readAnswer<Schema extends z.ZodType>(
  exchange: Exchange,
  schema: Schema,
): z.infer<Schema> {
  const { status, json, to, call } = exchange;
  if (status < 200 || status >= 300) throw refusal(exchange);
  if (json === undefined) throw errors.portalNotJson(to, call, status);
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  // Paths alone: an issue's input may be a private key.
  const fields = read.error.issues.map(({ path }) => path.join(".") || "no object");
  throw errors.portalAnswerUnexpected(to, call, fields.slice(0, 5).join(", "));
}
