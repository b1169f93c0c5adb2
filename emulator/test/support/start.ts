import { breach, holdToContract } from "commerce-services-testkit/emulator/contract";
import { expect, onTestFinished } from "vitest";
import { type EmulatorOptions, startEmulator } from "../../src/index";
import { readyPairs } from "./pairs";

/** An emulator that ends with the test, which fails if any exchange broke the contract. */
export async function start(options: EmulatorOptions = {}) {
  const breaches: string[] = [];
  const emulator = await startEmulator({
    keySource: readyPairs,
    onExchange: (call, reply) => {
      const found = breach(call, reply);
      if (found) breaches.push(found);
    },
    ...options,
  });
  onTestFinished(async () => {
    await emulator.close();
    expect(breaches).toEqual([]);
  });
  return emulator;
}

/** An emulator that the test ends itself: a breach of the contract fails the whole run. */
export const startUnended = (options: EmulatorOptions = {}) =>
  startEmulator({ onExchange: holdToContract, ...options });

/** A fixed moment for tests that assert timestamps. */
export const NOON = Date.parse("2026-01-01T12:00:00.000Z");

/** A clock that stands still until the test moves it. */
export function stoppedClock(at = NOON) {
  let now = at;
  return {
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
  };
}
