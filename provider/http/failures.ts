import type { CommerceServicesError } from "../domain/errors";
import * as wrong from "./errors";
import { type Answer, CANCELLED, type Failure, TIMED_OUT, TOO_LARGE } from "./exchange";
import { type Attempt, retryAfterMs } from "./retry";

const REFUSED = new Set(["ECONNREFUSED"]);
const NO_NAME = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const NO_WAY = new Set(["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"]);
const LOST = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED"]);
const CUT = new Set(["HPE_INVALID_EOF_STATE"]);
const NOT_HTTP = /^HPE_/;
const TLS =
  /^ERR_SSL_|^ERR_TLS_|^CERT_|^UNABLE_TO_|SELF_SIGNED|^EPROTO$|^HOSTNAME_MISMATCH$|^INVALID_CA$/;

/** A failure in words: the first line that fits decides. */
export function explain(
  { code, sent, status }: Failure,
  where: wrong.Where,
  limits: { timeoutMs: number; maxBodyBytes: number },
): CommerceServicesError {
  if (code === CANCELLED) return wrong.callCancelled(where);
  if (code === TIMED_OUT && sent) return wrong.requestTimedOut(where, limits.timeoutMs / 1000);
  if (code === TOO_LARGE) return wrong.answerTooLarge(where, limits.maxBodyBytes);
  if (NO_NAME.has(code)) return wrong.hostNotFound(where, code);
  if (REFUSED.has(code)) return wrong.connectionRefused(where);
  if (NO_WAY.has(code) || code === TIMED_OUT) return wrong.hostUnreachable(where, code);
  if (TLS.test(code)) return wrong.tlsFailed(where, code);
  if (status !== undefined && (LOST.has(code) || CUT.has(code))) {
    return wrong.answerBrokenOff(where, status);
  }
  if (CUT.has(code) || NOT_HTTP.test(code)) return wrong.answerUnreadable(where, code);
  if (LOST.has(code)) {
    return sent ? wrong.connectionLost(where, code) : wrong.hostUnreachable(where, code);
  }
  return wrong.connectionFailed(where, code);
}

/** What may pass by itself. A name that is not known (but for EAI_AGAIN) or no trust stays so. */
export function isPassing({ code }: Failure): boolean {
  if (code === "EAI_AGAIN") return true;
  return (
    code === TIMED_OUT || REFUSED.has(code) || NO_WAY.has(code) || LOST.has(code) || CUT.has(code)
  );
}

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
