import type { Clock, Random } from "../domain/clock";

/** One call, whatever service it goes to. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  /** Sent as they are; `X-Request-Id` is added. */
  headers: Record<string, string>;
  body?: string;
  /**
   * The call makes something that can't be made twice unnoticed (a pair, a project). Such a call
   * is never repeated once it may have left this machine, and runs on a fresh connection.
   */
  creates?: boolean;
  /** The configuration key that named the host (`gatewayUrl`): messages point at it. */
  configKey: string;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names; repeated headers joined by a comma. */
  headers: Record<string, string>;
  /** The whole body as UTF-8 text. Never shown as it is: see `serviceText`. */
  body: string;
  /** The service's id of the call, else the one that was sent. */
  requestId: string;
  /** When the attempt that brought it began and ended, by this machine's clock. */
  sentAt: number;
  receivedAt: number;
}

/**
 * Answers of any status but 3xx, 429, 502, 503 and 504, which are errors of delivery. Everything
 * thrown is a CommerceServicesError; `isOutcomeUnknown` tells whether a creating call may have worked.
 */
export interface Http {
  request(call: HttpRequest): Promise<HttpResponse>;
  /** The same connections and limits, for calls that end when this signal aborts too. */
  within(limit: AbortSignal): Http;
  /** Drops every connection. Calls in flight fail as cancelled. */
  close(): void;
}

export interface HttpOptions {
  clock: Clock;
  random: Random;
  /** Aborted when the operation is cancelled: calls and waits end at once. */
  signal: AbortSignal;
  /** For one attempt, from the moment it has a slot until its last byte. */
  requestTimeoutMs: number;
  /** Calls at once to one origin. */
  maxConcurrency: number;
  /** Names the proxy, if there is one: `HTTPS_PROXY`, `NO_PROXY` and so on. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Told of each wait that is long enough for somebody to wonder. */
  notify: (message: string) => void;
}
