import type { Dispatcher } from "undici";
import type { Connections } from "./connections";
import { ProxyFailure, type ProxySetting } from "./proxy";
import type { HttpRequest } from "./types";

/** One attempt that brought a whole answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One attempt that did not. */
export interface Failure {
  /** Why, as Node, undici or OpenSSL call it; or one of ours. */
  code: string;
  /** Whether any byte of the call may have left this machine. */
  sent: boolean;
  /** Set once the head of an answer came. */
  status?: number;
  /** The proxy that the call was to go through. */
  proxy?: Pick<ProxySetting, "variable" | "host"> & {
    /** What it answered instead. */
    status?: number | undefined;
    /** Why there is no connection to it, as Node or OpenSSL call it. */
    cause?: string | undefined;
  };
}

export type Outcome = { answer: Answer } | { failure: Failure };

/** Our own reasons to end an attempt. */
export const TIMED_OUT = "TIMED_OUT";
export const CANCELLED = "CANCELLED";
export const TOO_LARGE = "TOO_LARGE";
/** undici gives its parser's errors no code. */
export const NOT_HTTP = "NOT_HTTP";

interface Limits {
  timeoutMs: number;
  maxBodyBytes: number;
  signal: AbortSignal;
}

/** Sends a call once. Resolves whatever becomes of it. */
export function exchange(
  connections: Connections,
  call: HttpRequest,
  headers: Record<string, string>,
  { timeoutMs, maxBodyBytes, signal }: Limits,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const url = new URL(call.url);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let head: { status: number; headers: Record<string, string> } | undefined;
    let proxy: Failure["proxy"];
    let controller: Dispatcher.DispatchController | undefined;
    let isOver = false;

    const stop = () => {
      isOver = true;
      timeout.removeEventListener("abort", onTimeout);
      signal.removeEventListener("abort", onCancel);
    };
    // The first word counts: what follows an end of ours is only its echo.
    const fail = (code: string) => {
      const sent = controller !== undefined;
      const facts = { code, sent, ...(proxy && { proxy }) };
      stop();
      resolve({ failure: head ? { ...facts, status: head.status } : facts });
    };
    const onError = (error: unknown) => {
      if (error instanceof ProxyFailure) {
        const { status, cause } = error;
        proxy = { ...shown(error.proxy), status, ...(cause ? { cause: codeOf(cause) } : {}) };
      }
      fail(codeOf(error));
    };
    /** Answers at once, even while a connection is still being made: that may take its time. */
    const end = (code: string) => {
      fail(code);
      controller?.abort(new Error(code));
    };
    const onTimeout = () => end(TIMED_OUT);
    const onCancel = () => end(CANCELLED);
    // A real timer, not the clock that was handed in: sockets know nothing of a virtual one.
    const timeout = AbortSignal.timeout(timeoutMs);
    timeout.addEventListener("abort", onTimeout);
    signal.addEventListener("abort", onCancel);
    if (signal.aborted) return end(CANCELLED);

    const handler: Dispatcher.DispatchHandler = {
      // The connection stands, and the next thing is to write the call to it: from here on a byte
      // may have left this machine, on which all of the retry policy turns.
      onRequestStart(started) {
        if (isOver) started.abort(new Error(CANCELLED));
        else controller = started;
      },
      onResponseStart(_controller, status, raw) {
        head = { status, headers: plain(raw) };
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > maxBodyBytes) end(TOO_LARGE);
        else chunks.push(chunk);
      },
      onResponseEnd() {
        const body = new TextDecoder().decode(Buffer.concat(chunks));
        stop();
        const outcome = { answer: { ...(head ?? { status: 0, headers: {} }), body } };
        // undici frees the connection a turn of the loop later: a call that came before that would
        // open another.
        queueMicrotask(() => setImmediate(resolve, outcome));
      },
      onResponseError(_controller, error) {
        onError(error);
      },
    };
    const { method, body } = call;
    try {
      const through = connections.proxyFor(url);
      proxy = through && shown(through);
    } catch (error) {
      return onError(error);
    }
    connections
      .dispatch(url, call.creates ?? false, { method, headers, body: body ?? null }, handler)
      .catch(onError);
  });
}

/** Without the URL, which may hold credentials. */
const shown = ({ variable, host }: Pick<ProxySetting, "variable" | "host">) => ({
  variable,
  host,
});

/** A code alone: messages and other fields of these errors may hold bytes of the answer. */
function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === "HTTPParserError") return NOT_HTTP;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^\w{1,60}$/.test(code) ? code : "UNKNOWN";
}

function plain(raw: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
