import type { ClientRequest, IncomingHttpHeaders } from "node:http";
import { Agent, type RequestOptions, request } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { TLSSocket } from "node:tls";
import type { HttpRequest } from "./types";

/** One attempt that brought a whole answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One attempt that did not. */
export interface Failure {
  /** Why, as Node or OpenSSL call it; or one of ours. */
  code: string;
  /** Whether any byte of the call may have left this machine. */
  sent: boolean;
  /** Set once the head of an answer came. */
  status?: number;
}

export type Outcome = { answer: Answer } | { failure: Failure };

/** Our own reasons to end an attempt, beside those of Node and OpenSSL. */
export const TIMED_OUT = "TIMED_OUT";
export const CANCELLED = "CANCELLED";
export const TOO_LARGE = "TOO_LARGE";

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
    let sent = false;
    let status: number | undefined;
    let request: ClientRequest | undefined;

    const finish = (outcome: Outcome) => {
      timeout.removeEventListener("abort", onTimeout);
      signal.removeEventListener("abort", onCancel);
      resolve(outcome);
    };
    // The first word counts: what follows an end of ours is only its echo.
    const fail = (code: string) => {
      finish({ failure: status === undefined ? { code, sent } : { code, sent, status } });
    };
    /** Answers at once, even while a connection is still being made: that may take its time. */
    const end = (code: string) => {
      fail(code);
      request?.destroy();
    };
    const onTimeout = () => end(TIMED_OUT);
    const onCancel = () => end(CANCELLED);
    // A real timer, not the clock that was handed in: sockets know nothing of a virtual one.
    const timeout = AbortSignal.timeout(timeoutMs);
    timeout.addEventListener("abort", onTimeout);
    signal.addEventListener("abort", onCancel);
    if (signal.aborted) return end(CANCELLED);

    const onError = (error: unknown) => fail(codeOf(error));
    try {
      request = connections.open(new URL(call.url), call.creates ?? false, {
        method: call.method,
        headers: lengthOf(call, headers),
      });
    } catch (error) {
      return onError(error);
    }
    whenItLeaves(request, () => {
      sent = true;
    });
    request.on("error", onError);
    request.on("response", (response) => {
      status = response.statusCode ?? 0;
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maxBodyBytes) end(TOO_LARGE);
        else chunks.push(chunk);
      });
      response.on("error", onError);
      response.on("end", () => {
        const body = new TextDecoder().decode(Buffer.concat(chunks));
        finish({ answer: { status: status ?? 0, headers: plain(response.headers), body } });
      });
    });
    request.end(call.body);
  });
}

/**
 * The moment from which on a byte of the call may have left this machine, on which all of the
 * retry policy turns: at once on a kept connection, else as soon as there is one.
 */
function whenItLeaves(request: ClientRequest, left: () => void): void {
  request.once("socket", (socket) => {
    if (request.reusedSocket) left();
    else socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", left);
  });
}

/** With a body its length: left to Node, a DELETE would be sent without. */
const lengthOf = ({ body }: HttpRequest, headers: Record<string, string>) =>
  body === undefined ? headers : { ...headers, "Content-Length": String(Buffer.byteLength(body)) };

/** A code alone: messages and other fields of these errors may hold bytes of the answer. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^\w{1,60}$/.test(code) ? code : "UNKNOWN";
}

function plain(raw: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

/**
 * The connections of one client. Node's own HTTP client, because it is in the process already: in
 * the provider's, undici costs 45 MB at its first call, most of it for a parser in WebAssembly.
 */
export class Connections {
  readonly #plain = agents(Agent);
  readonly #tls = agents(TlsAgent);

  /**
   * Begins a request. Throws where a header can't be sent as it is.
   *
   * @param creates on a connection of its own: on a kept one the server may hang up just as we
   *   send, and then nobody knows whether the call arrived
   */
  open(url: URL, creates: boolean, options: RequestOptions): ClientRequest {
    const isTls = url.protocol === "https:";
    const { kept, fresh } = isTls ? this.#tls : this.#plain;
    return (isTls ? tlsRequest : request)(url, { ...options, agent: creates ? fresh : kept });
  }

  /** Drops all of them. */
  close(): void {
    for (const { kept, fresh } of [this.#plain, this.#tls]) {
      kept.destroy();
      fresh.destroy();
    }
  }
}

const agents = <A>(Kind: new (options: { keepAlive: boolean }) => A) => ({
  kept: new Kind({ keepAlive: true }),
  fresh: new Kind({ keepAlive: false }),
});
