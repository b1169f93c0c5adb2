import type { CommerceServicesError } from "../domain/errors";
import * as errors from "./errors";
import { type Answer, CANCELLED, type Failure, NOT_HTTP, TIMED_OUT, TOO_LARGE } from "./exchange";
import { REFUSED as PROXY_REFUSED, UNUSABLE as PROXY_UNUSABLE } from "./proxy";
import { type Attempt, retryAfterMs } from "./retry";

const REFUSED = new Set(["ECONNREFUSED"]);
const NO_NAME = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const NO_WAY = new Set([
  ...["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"],
  "UND_ERR_CONNECT_TIMEOUT",
]);
const LOST = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "UND_ERR_SOCKET"]);
const TLS =
  /^ERR_SSL_|^ERR_TLS_|^CERT_|^UNABLE_TO_|SELF_SIGNED|^EPROTO$|^HOSTNAME_MISMATCH$|^INVALID_CA$/;

/** A failure in words: the first line that fits decides. */
export function explain(
  { code, sent, status, proxy }: Failure,
  where: errors.Where,
  limits: { timeoutMs: number; maxBodyBytes: number },
): CommerceServicesError {
  if (code === CANCELLED) return errors.callCancelled(where);
  if (proxy && code === PROXY_REFUSED) return errors.proxyRefused(where, proxy);
  if (proxy && code === PROXY_UNUSABLE) return errors.proxyUnusable(where, proxy, proxy.cause);
  // It may hang up, or fall silent, after it said that the tunnel stands.
  if (proxy && !sent && (code === TIMED_OUT || LOST.has(code))) {
    return errors.proxyUnusable(where, proxy, code);
  }
  if (code === TIMED_OUT && sent) return errors.requestTimedOut(where, limits.timeoutMs / 1000);
  if (code === TOO_LARGE) return errors.answerTooLarge(where, limits.maxBodyBytes);
  if (NO_NAME.has(code)) return errors.hostNotFound(where, code);
  if (REFUSED.has(code)) return errors.connectionRefused(where);
  if (NO_WAY.has(code) || code === TIMED_OUT) return errors.hostUnreachable(where, code);
  if (TLS.test(code)) return errors.tlsFailed(where, code);
  if (status !== undefined && (LOST.has(code) || code === NOT_HTTP)) {
    return errors.answerBrokenOff(where, status);
  }
  if (code === NOT_HTTP || code === "UND_ERR_HEADERS_OVERFLOW") {
    return errors.answerUnreadable(where, code);
  }
  if (LOST.has(code)) {
    return sent ? errors.connectionLost(where, code) : errors.hostUnreachable(where, code);
  }
  return errors.connectionFailed(where, code);
}

/** What may pass by itself. A name that is not known (but for EAI_AGAIN) or no trust stays so. */
export function isPassing({ code, status, proxy }: Failure): boolean {
  if (code === "EAI_AGAIN") return true;
  // Without a cause the variable names no HTTP proxy.
  if (code === PROXY_UNUSABLE) return isPassing({ code: proxy?.cause ?? "", sent: false });
  if (code === PROXY_REFUSED) return [502, 503, 504].includes(proxy?.status ?? 0);
  // Whoever does not speak HTTP will not learn it; an answer that broke off may come whole.
  if (code === NOT_HTTP) return status !== undefined;
  return code === TIMED_OUT || REFUSED.has(code) || NO_WAY.has(code) || LOST.has(code);
}

/** An attempt that did not deliver: what the retry rules judge, and what is thrown in the end. */
export interface FailedAttempt extends Pick<Attempt, "sent" | "status" | "passing"> {
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
  where: errors.Where,
  limits: { timeoutMs: number; maxBodyBytes: number },
): FailedAttempt {
  return {
    ...failure,
    error: explain(failure, where, limits),
    passing: isPassing(failure),
    toldMs: undefined,
    mayHaveWorked: failure.sent,
  };
}

export function ofAnswer(
  { status, headers }: Answer,
  where: errors.Where,
  nowMs: number,
): FailedAttempt {
  const told = status === 429 || status === 503;
  const toldMs = told ? retryAfterMs(headers["retry-after"], nowMs) : undefined;
  const seconds = toldMs === undefined ? undefined : Math.ceil(toldMs / 1000);
  const error =
    status === 429
      ? errors.tooManyRequests(where, seconds)
      : status >= 500
        ? errors.serviceUnavailable(where, status, seconds)
        : errors.redirectRefused(where, status, hostOf(headers.location, where.host));
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
