import { onTestFinished } from "vitest";
import { type EmulatorOptions, startEmulator } from "../../src/index";
import { readyPairs } from "./pairs";

/** An emulator that ends with the test. */
export async function start(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ keySource: readyPairs, ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

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
