import type { CommerceServicesError } from "../errors/CommerceServicesError";
import * as wrong from "../errors/transport";
import { CANCELLED, type Failure, TIMED_OUT, TOO_LARGE } from "./exchange";

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
