import { setMaxListeners } from "node:events";
import { Connections } from "./connections";
import * as errors from "./errors";
import { exchange } from "./exchange";
import { isDelivered, ofAnswer, ofFailure } from "./failures";
import { createLimiter, type Limiter } from "./limiter";
import {
  decideRetry,
  MAX_BODY_BYTES,
  RETRIES,
  RETRY_BUDGET_MS,
  retryDelayMs,
  WORTH_TELLING_MS,
} from "./retry";
import type { Http, HttpOptions, HttpRequest, HttpResponse } from "./types";

/**
 * The one way out of this package: timeouts, a limit on calls at once, retries (`retry.ts`),
 * no redirects, capped answers. Knows nothing of the services. Errors: CS2001 to CS2018.
 */
export function createHttp(options: HttpOptions): Http {
  const { clock, random, notify, requestTimeoutMs, maxConcurrency } = options;
  const closing = new AbortController();
  const sizes = { timeoutMs: requestTimeoutMs, maxBodyBytes: MAX_BODY_BYTES };
  const limiters = new Map<string, Limiter>();
  const connections = new Connections(options, closing.signal);

  const limiterFor = (url: string): Limiter => {
    const { origin } = new URL(url);
    const limiter = limiters.get(origin) ?? createLimiter(maxConcurrency);
    limiters.set(origin, limiter);
    return limiter;
  };

  const attemptOnce = async (call: HttpRequest, requestId: string, signal: AbortSignal) => {
    const headers = { ...call.headers, "X-Request-Id": requestId };
    return limiterFor(call.url)(async () => {
      const sentAt = clock.now();
      return { sentAt, outcome: await exchange(connections, call, headers, { ...sizes, signal }) };
    });
  };

  async function request(call: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const requestId = newRequestId(random);
    const where = { host: new URL(call.url).host, configKey: call.configKey, requestId };
    let budgetMs = RETRY_BUDGET_MS;

    for (let attempt = 1; ; attempt++) {
      const { outcome, sentAt } = await attemptOnce(call, requestId, signal);
      if ("answer" in outcome && isDelivered(outcome.answer)) {
        const { answer } = outcome;
        const receivedAt = clock.now();
        const theirs = answer.headers["x-request-id"];
        return { ...answer, requestId: theirs || requestId, sentAt, receivedAt };
      }
      const { error, toldMs, ...facts } =
        "answer" in outcome
          ? ofAnswer(outcome.answer, where, clock.now())
          : ofFailure(outcome.failure, where, sizes);
      const creates = call.creates ?? false;
      const verdict = decideRetry({ attempt, limit: 1 + RETRIES, creates, ...facts });
      const delayMs =
        verdict === "give up"
          ? undefined
          : retryDelayMs({ attempt, toldMs, budgetMs, random: random() });
      if (delayMs === undefined) {
        // After a creating call that may have gone out, nothing more exact would be true.
        throw creates && facts.mayHaveWorked ? errors.outcomeUnknown(where, error) : error;
      }

      budgetMs -= delayMs;
      if (delayMs >= WORTH_TELLING_MS) {
        const reason = facts.status ? `answered ${facts.status}` : "gave no answer";
        notify(`${where.host} ${reason}: trying again in ${Math.round(delayMs / 1000)} s`);
      }
      await clock.sleep(delayMs, signal).catch(() => {
        throw errors.callCancelled(where);
      });
    }
  }

  const until = (signal: AbortSignal): Http => {
    // Each call and each connection listens; from ten on Node would warn of a leak.
    setMaxListeners(0, signal, closing.signal);
    return {
      request: (call) => request(call, signal),
      within: (limit) => until(AbortSignal.any([signal, limit])),
      close: () => closing.abort(),
    };
  };
  return until(AbortSignal.any([options.signal, closing.signal]));
}

/** 32 hex digits, as the service's own ids. For finding a call in a log; not a secret. */
function newRequestId(random: () => number): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
}
