import { json, localServer } from "commerce-services-testkit/localServer";
import { virtualClock } from "commerce-services-testkit/virtualClock";
import { afterEach, beforeEach } from "vitest";
import { createHttp } from "../../../../provider/http/client";
import type { Http, HttpOptions, HttpRequest } from "../../../../provider/http/types";

export const NOW = Date.parse("2026-11-21T10:00:00Z");

/** Made anew for each test of the file that imports them. */
export let server: Awaited<ReturnType<typeof localServer>>;
export let clock: ReturnType<typeof virtualClock>;
export let cancel: AbortController;
export let told: string[];
const open: Http[] = [];

beforeEach(async () => {
  server = await localServer((_, response) => json(response, 200, { ok: true }));
  clock = virtualClock(NOW);
  cancel = new AbortController();
  told = [];
});
afterEach(async () => {
  for (const http of open.splice(0)) http.close();
  await server.close();
});

export function make(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({
    clock,
    random: () => 0.5,
    signal: cancel.signal,
    requestTimeoutMs: 5_000,
    maxConcurrency: 4,
    environment: {},
    notify: (message) => told.push(message),
    ...options,
  });
  open.push(http);
  return http;
}

export const call = (over: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  url: server.url,
  headers: {},
  configKey: "gatewayUrl",
  ...over,
});

export async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => "came through",
    (reason) => reason,
  );
  return error as { code: string; problem: string; path: string; message: string; cause: unknown };
}

/** Answers of these statuses in turn, then 200. */
export function answers(...list: [number, Record<string, string>?][]) {
  server.state.handler = (_, response) => {
    const [status, headers] = list.shift() ?? [200];
    json(response, status, {}, headers);
  };
}
