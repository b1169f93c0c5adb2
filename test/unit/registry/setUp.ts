import { generateKeyPairSync } from "node:crypto";
import { localServer } from "commerce-services-testkit/localServer";
import { virtualClock } from "commerce-services-testkit/virtualClock";
import { createHttp } from "../../../provider/http/client";
import type { KeyPair } from "../../../provider/keys";
import { createRegistry, serviceClocks } from "../../../provider/registry";

export const NOW = Date.parse("2026-11-21T10:00:00Z");

/** A quarter of a second each: made once for the file that imports this. */
export const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const pair: KeyPair = {
  environment: "production",
  publicKey: "0123456789abcdef0123456789abcdef",
  privateKey: keys.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
};

export const row = (over: Record<string, unknown> = {}) => ({
  projectId: "p1",
  projectName: "Shop",
  environmentId: "e1",
  environmentName: "Production",
  environmentType: "Production",
  ...over,
});

/** What the gateway answers when it refuses a pair. */
export const refused = (message: string, code = "403003") => ({
  error: { code: "Forbidden", message, details: { error_code: code } },
});

/** Two gateways that do as the test says, and a registry client that calls them. */
export async function setUp() {
  const production = await localServer((_, response) => response.end("{}"));
  const sandbox = await localServer((_, response) => response.end("{}"));
  const clock = virtualClock(NOW);
  const cancel = new AbortController();
  const shared = { clock, random: () => 0.5, signal: cancel.signal };
  const http = createHttp({
    ...shared,
    environment: {},
    notify: () => {},
    requestTimeoutMs: 5_000,
    maxConcurrency: 4,
  });
  const gateways = { production: production.url, sandbox: sandbox.url };
  const told: string[] = [];
  const registry = createRegistry({
    ...shared,
    http,
    clocks: serviceClocks(clock, gateways, (message) => told.push(message)),
    gateways,
    verifyTimeoutMs: 60_000,
  });
  return {
    production,
    sandbox,
    clock,
    cancel,
    told,
    registry,
    async close() {
      http.close();
      await Promise.all([production.close(), sandbox.close()]);
    },
  };
}

export async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => "came through",
    (reason) => reason,
  );
  return error as { code: string; problem: string; path: string; message: string };
}
