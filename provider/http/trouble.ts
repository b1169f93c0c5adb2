import type { CommerceServicesError } from "../errors/CommerceServicesError";
import * as wrong from "../errors/transport";
import type { Answer, Failure } from "./exchange";
import { explain, isPassing } from "./failures";
import type { Attempt } from "./retryRules";
import { retryAfterMs } from "./retryTiming";

/** An attempt that did not deliver: what the retry rules judge, and what is thrown in the end. */
export interface Trouble extends Pick<Attempt, "sent" | "status" | "passing"> {
  error: CommerceServicesError;
  /** How long the server asks us to stay away. */
  toldMs: number | undefined;
  /** Whether the service may have carried the call out all the same. */
  mayHaveWorked: boolean;
}

/** 429 and a gateway's 5xx say that the call did not get through; 3xx that it should go elsewhere. */
export function isDelivered({ status }: Answer): boolean {
  const redirect = status >= 300 && status < 400;
  return !(redirect || [429, 502, 503, 504].includes(status));
}

export function ofFailure(
  failure: Failure,
  where: wrong.Where,
  limits: { timeoutMs: number; maxBodyBytes: number },
): Trouble {
  return {
    ...failure,
    error: explain(failure, where, limits),
    passing: isPassing(failure),
    toldMs: undefined,
    mayHaveWorked: failure.sent,
  };
}

export function ofAnswer({ status, headers }: Answer, where: wrong.Where, nowMs: number): Trouble {
  const told = status === 429 || status === 503;
  const toldMs = told ? retryAfterMs(headers["retry-after"], nowMs) : undefined;
  const seconds = toldMs === undefined ? undefined : Math.ceil(toldMs / 1000);
  const error =
    status === 429
      ? wrong.tooManyRequests(where, seconds)
      : status >= 500
        ? wrong.serviceUnavailable(where, status, seconds)
        : wrong.redirectRefused(where, status, hostOf(headers.location, where.host));
  return { status, sent: true, passing: false, error, toldMs, mayHaveWorked: status >= 500 };
}

/** Only the host: the rest of a redirect's target may carry what was asked for. */
function hostOf(location: string | undefined, base: string): string | undefined {
  try {
    return new URL(location ?? "", `https://${base}`).host;
  } catch {
    return undefined;
  }
}
