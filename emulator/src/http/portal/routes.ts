import { accountOf } from "../../account/accounts";
import type { Core } from "../../account/core";
import { issue, listKeys, remove, rename } from "../../account/keys";
import { editionOf } from "../../rules/account";
import { type KeyRecord, type KeyRefusal, stateOf } from "../../rules/keys";
import { ENVIRONMENTS, type Environment } from "../../rules/terms";
import { type Call, json, type Reply } from "../exchange";
import { isName, objectIn } from "../gateway/bodies";
import type { Operation } from "../listener";
import type { Route } from "../router";
import type { Guard } from "./bearer";
import { portalFailure } from "./errors";

/** The portal's contract: this project's own, since Adobe publishes none. See openapi/portal.yaml. */
export function portalRoutes(core: Core, guarded: Guard): Route<Operation>[] {
  const route = (
    method: string,
    pattern: string,
    operation: string,
    handle: (core: Core, call: Call) => Reply | Promise<Reply>,
  ): Route<Operation> => ({
    method,
    pattern,
    target: { operation, handle: guarded((call) => handle(core, call)) },
  });
  return [
    route("GET", "/v1/account", "account.read", readAccount),
    route("GET", "/v1/keys", "keys.list", list),
    route("POST", "/v1/keys", "keys.create", create),
    route("PATCH", "/v1/keys/:publicKey", "keys.rename", relabel),
    route("DELETE", "/v1/keys/:publicKey", "keys.delete", destroy),
  ];
}

function readAccount(core: Core): Reply {
  const account = accountOf(core);
  const { mageId, keyPolicy, role } = account;
  return json(200, { merchantId: mageId, edition: editionOf(account), keyPolicy, role });
}

function list(core: Core, call: Call): Reply {
  const wanted = call.query.get("environment");
  if (wanted !== null && !isEnvironment(wanted))
    return badRequest(call, "environment must be production or sandbox");
  return json(200, { keys: listKeys(core, wanted).map((key) => shown(core, key)) });
}

async function create(core: Core, call: Call): Promise<Reply> {
  const body = objectIn(call);
  if (!body) return badRequest(call, "the body must be a JSON object");
  const environment = body.get("environment");
  const label = body.get("label");
  const clientToken = body.get("clientToken") ?? null;
  if (!isEnvironment(environment))
    return badRequest(call, "environment must be production or sandbox");
  if (!isName(label)) return badRequest(call, "label must be a text of 1 to 255 characters");
  if (clientToken !== null && !isName(clientToken))
    return badRequest(call, "clientToken must be a text of 1 to 255 characters");
  const outcome = await issue(core, { environment, label, clientToken });
  if (!outcome.ok) return refusal(call, outcome.refusal);
  const { key, privateKey } = outcome.value;
  const { publicKey, status, createdAt } = shown(core, key);
  return json(
    201,
    { publicKey, privateKey, environment, label: key.label, status, createdAt },
    "ok",
    publicKey,
  );
}

function relabel(core: Core, call: Call): Reply {
  const label = objectIn(call)?.get("label");
  if (!isName(label)) return badRequest(call, "label must be a text of 1 to 255 characters");
  const outcome = rename(core, call.params.publicKey ?? "", label);
  return outcome.ok
    ? json(200, shown(core, outcome.value), "ok", outcome.value.publicKey)
    : refusal(call, outcome.refusal);
}

function destroy(core: Core, call: Call): Reply {
  const outcome = remove(core, call.params.publicKey ?? "");
  return outcome.ok
    ? { status: 204, body: "", outcome: "ok", publicKey: outcome.value.publicKey }
    : refusal(call, outcome.refusal);
}

/** A pair as the portal shows it. The private key is not left out here: it is not there. */
export function shown(core: Core, key: KeyRecord) {
  const { publicKey, environment, label, clientToken, createdAt, lastUsedAt } = key;
  return {
    publicKey,
    environment,
    label,
    status: stateOf(key, core.clock.now()).state,
    clientToken,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}

const isEnvironment = (value: unknown): value is Environment =>
  ENVIRONMENTS.some((environment) => environment === value);

const badRequest = (call: Call, message: string): Reply =>
  portalFailure(call, 400, "invalid_request", message);

function refusal(call: Call, reason: KeyRefusal): Reply {
  switch (reason.code) {
    case "licence_holder_only":
      return portalFailure(
        call,
        403,
        reason.code,
        "Only the licence holder makes and deletes keys.",
      );
    case "account_blocked":
      return portalFailure(call, 403, reason.code, "An invoice of this account is pending.");
    case "client_token_used":
      return portalFailure(
        call,
        409,
        reason.code,
        `The pair ${reason.publicKey} was made with this client token.`,
        { publicKey: reason.publicKey },
      );
    case "key_limit":
      return portalFailure(
        call,
        409,
        reason.code,
        `The pair ${reason.publicKey} must be deleted before another one is made.`,
        { publicKey: reason.publicKey },
      );
    case "not_found":
      return portalFailure(call, 404, reason.code, "There is no such key.");
  }
}
