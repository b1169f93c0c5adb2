import type { IncomingHttpHeaders } from "node:http";

/** The three listeners, as the real ones are three hosts. */
export type ListenerName = "production" | "sandbox" | "portal";

/** A request, read in full, under the name of the operation that its method and path mean. */
export interface Call {
  readonly listener: ListenerName;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly requestId: string;
}

/** An answer before it is sent, so that faults and the log deal with data, not with a socket. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the call log: `ok`, or why not, in a stable word. */
  readonly outcome: string;
  /** The pair that signed the call or that it is about. An identifier, not a secret. */
  readonly publicKey?: string | null;
  /** What a fault does to the answer on its way; whole when absent. */
  readonly delivery?: "reset" | "truncated";
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

export const json = (
  status: number,
  value: unknown,
  outcome = "ok",
  publicKey: string | null = null,
): Reply => ({ status, body: JSON.stringify(value), outcome, publicKey });
