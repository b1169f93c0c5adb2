import type { Core } from "../../account/core";
import { noteUse } from "../../account/keys";
import { gatewayAccepts, type KeyRecord } from "../../rules/keys";
import type { Environment } from "../../rules/terms";
import type { Call, Reply } from "../exchange";
import { clientIdInvalid, clientIdMissing, jwtInvalid, jwtRequired } from "./errors";
import { flawOf, verifierOf } from "./jwt";

/** Who signed this call, or the gateway's refusal. The order of the rules is the gateway's. */
export function authenticate(
  core: Core,
  environment: Environment,
  call: Call,
): { readonly key: KeyRecord } | { readonly refusal: Reply } {
  const publicKey = single(call.headers["x-api-key"]);
  if (!publicKey) return { refusal: clientIdMissing() };
  const key = core.world.key(publicKey);
  const now = core.clock.now();
  // Production and sandbox keys do not cross: to this gateway the other's key is unknown.
  if (!key || key.environment !== environment || !gatewayAccepts(key, now))
    return { refusal: { ...clientIdInvalid(), publicKey: key?.publicKey ?? null } };
  const token = single(call.headers["x-gw-signature"]);
  if (!token) return { refusal: jwtRequired(call, publicKey) };
  const flaw = flawOf(token, verifierOf(publicKey, key.verifier), now, core.jwt);
  if (flaw) return { refusal: jwtInvalid(call, publicKey, flaw) };
  noteUse(core, key);
  return { key };
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
