import type { Dispatcher } from "undici";
import type { HttpRequest } from "./types";

/** One attempt that brought a whole answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One attempt that did not. */
export interface Failure {
  /** Why, as Node, OpenSSL or undici call it; or one of ours. */
  code: string;
  /** Whether any byte of the call may have left this machine. */
  sent: boolean;
  /** Set once the head of an answer came. */
  status?: number;
}

export type Outcome = { answer: Answer } | { failure: Failure };

/** Our own reasons to end an attempt, beside those of Node, OpenSSL and undici. */
export const TIMED_OUT = "TIMED_OUT";
export const CANCELLED = "CANCELLED";
export const TOO_LARGE = "TOO_LARGE";

interface Limits {
  timeoutMs: number;
  maxBodyBytes: number;
  signal: AbortSignal;
}

/**
 * Sends a call once. By `dispatch` rather than `request`, because only its handler is told the
 * moment when the call goes out, and all of the retry policy turns on that moment.
 */
export function exchange(
  dispatcher: Dispatcher,
  call: HttpRequest,
  headers: Record<string, string>,
  { timeoutMs, maxBodyBytes, signal }: Limits,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let sent = false;
    let status: number | undefined;
    let received: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let bytes = 0;
    let controller: Dispatcher.DispatchController | undefined;
    let ended: string | undefined;

    const finish = (outcome: Outcome) => {
      timeout.removeEventListener("abort", onTimeout);
      signal.removeEventListener("abort", onCancel);
      resolve(outcome);
    };
    const fail = (code: string) => {
      finish({ failure: status === undefined ? { code, sent } : { code, sent, status } });
    };
    /** Answers at once, even while a connection is still being made: that may take its time. */
    const end = (code: string) => {
      ended ??= code;
      fail(ended);
      controller?.abort(new Error(ended));
    };
    const onTimeout = () => end(TIMED_OUT);
    const onCancel = () => end(CANCELLED);
    // A real timer, not the clock that was handed in: sockets know nothing of a virtual one.
    const timeout = AbortSignal.timeout(timeoutMs);
    timeout.addEventListener("abort", onTimeout);
    signal.addEventListener("abort", onCancel);
    if (signal.aborted) return end(CANCELLED);

    const url = new URL(call.url);
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: call.method,
        headers,
        body: call.body ?? null,
        // Ours covers both, and ends sooner.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (ended) started.abort(new Error(ended));
          else sent = true;
        },
        onResponseStart(_, code, raw) {
          status = code;
          received = plain(raw);
        },
        onResponseData(_, chunk) {
          bytes += chunk.length;
          if (bytes > maxBodyBytes) end(TOO_LARGE);
          else chunks.push(chunk);
        },
        onResponseEnd() {
          if (status === undefined) return fail("NO_STATUS");
          const body = new TextDecoder().decode(Buffer.concat(chunks));
          finish({ answer: { status, headers: received, body } });
        },
        onResponseError(_, error) {
          fail(ended ?? codeOf(error));
        },
      },
    );
  });
}

/** A code alone: messages and other fields of these errors may hold bytes of the answer. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && /^\w{1,60}$/.test(code)) return code;
  // undici's parser leaves the code out for some faults.
  return error.name === "HTTPParserError" ? "HPE_ERROR" : "UNKNOWN";
}

function plain(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
