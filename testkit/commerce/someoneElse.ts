import { setTimeout as delay } from "node:timers/promises";
import type { Emulator } from "commerce-services-emulator";
import { createHttp } from "../../provider/http/client";
import type { KeyPair } from "../../provider/keys";
import { createRegistry, serviceClocks } from "../../provider/registry";

/** Someone who holds a pair and calls the registry, outside of any stack. */
export async function someoneElse<T>(
  emulator: Emulator,
  work: (registry: ReturnType<typeof createRegistry>) => Promise<T>,
): Promise<T> {
  const { signal } = new AbortController();
  const clock = { now: Date.now, sleep: async (ms: number) => void (await delay(ms)) };
  const random = Math.random;
  const http = createHttp({
    clock,
    random,
    signal,
    environment: {},
    notify: () => {},
    requestTimeoutMs: 5_000,
    maxConcurrency: 4,
  });
  const gateways = { production: emulator.gatewayUrl, sandbox: emulator.sandboxGatewayUrl };
  const registry = createRegistry({
    http,
    clock,
    random,
    signal,
    clocks: serviceClocks(clock, gateways, () => {}),
    gateways,
    verifyTimeoutMs: 200,
  });
  try {
    return await work(registry);
  } finally {
    http.close();
  }
}

/** Whether the gateway accepts the pair now. */
export const standing = (emulator: Emulator, pair: KeyPair) =>
  someoneElse(emulator, (registry) => registry.probe(pair));
