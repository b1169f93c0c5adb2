import { STATUS_CODES } from "node:http";
import type { VirtualClock } from "../clock";
import type { Call, Handler, Reply } from "../http/exchange";
import { gatewayFailure } from "../http/gateway/errors";
import { portalFailure } from "../http/portal/errors";
import type { FaultEffect } from "./rules";

/** Carries a call out under the faults that strike it. */
export function withFaults(
  effects: readonly FaultEffect[],
  clock: VirtualClock,
  call: Call,
  handle: Handler,
): Reply | Promise<Reply> {
  return effects.length === 0 ? handle(call) : underFaults(effects, clock, call, handle);
}

async function underFaults(
  effects: readonly FaultEffect[],
  clock: VirtualClock,
  call: Call,
  handle: Handler,
): Promise<Reply> {
  const delay = effects.reduce(
    (sum, effect) => sum + (effect.kind === "latency" ? effect.ms : 0),
    0,
  );
  if (delay > 0) await clock.sleep(delay);
  const effect = effects.find(({ kind }) => kind !== "latency");
  if (!effect || effect.kind === "latency") return handle(call);
  const instead = before(effect, clock, call);
  if (instead) return instead;
  return after(effect, call, await handle(call));
}

/** The answer of a call that is not carried out. */
function before(effect: FaultEffect, clock: VirtualClock, call: Call): Reply | null {
  switch (effect.kind) {
    case "rate-limit": {
      const at = new Date(clock.now() + effect.retryAfterSeconds * 1000).toUTCString();
      const value = effect.as === "date" ? at : String(effect.retryAfterSeconds);
      return {
        ...failure(call, 429),
        headers: { "Retry-After": value },
        outcome: "fault:rate-limit",
      };
    }
    case "status":
      return effect.when === "after-change" ? null : statusReply(effect, call);
    case "reset":
      if (effect.when === "after-change") return null;
      return { ...failure(call, 500), delivery: "reset", outcome: "fault:reset-before-change" };
    default:
      return null;
  }
}

/** What becomes of the answer of a call that was carried out and saved. */
function after(effect: FaultEffect, call: Call, reply: Reply): Reply {
  switch (effect.kind) {
    case "status":
      return { ...statusReply(effect, call), publicKey: reply.publicKey ?? null };
    case "reset":
      return { ...reply, delivery: "reset", outcome: "fault:reset-after-change" };
    case "truncated":
      return { ...reply, delivery: "truncated", outcome: "fault:truncated" };
    case "not-json":
      return { ...reply, body: PAGE, contentType: "text/html", outcome: "fault:not-json" };
    case "content-type":
      return { ...reply, contentType: effect.value, outcome: "fault:content-type" };
    default:
      return reply;
  }
}

/** What a proxy between client and service says. */
const PAGE = "<html><head><title>Service</title></head><body>Please stand by.</body></html>";

function statusReply(effect: Extract<FaultEffect, { kind: "status" }>, call: Call): Reply {
  const reply = failure(call, effect.status);
  const outcome = `fault:status-${effect.status}`;
  if (effect.body === undefined) return { ...reply, outcome };
  const body = typeof effect.body === "string" ? effect.body : JSON.stringify(effect.body);
  return { ...reply, body, outcome };
}

function failure(call: Call, status: number): Reply {
  const message = STATUS_CODES[status] ?? "Error";
  return call.listener === "portal"
    ? portalFailure(call, status, FAULT_CODES[status] ?? "fault", message)
    : gatewayFailure(call, status, message);
}

const FAULT_CODES: Record<number, string> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  429: "rate_limited",
  500: "internal_error",
  502: "bad_gateway",
  503: "unavailable",
  504: "timeout",
};
