import { setTimeout as delay } from "node:timers/promises";
import { engineLog } from "./engineLog";
import type { World } from "./session";
import { stackStateOf } from "./stackState";

/** The real world. The one place that touches the clock, chance, the environment and signals. */
export function realWorld(): World {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort(new Error("the operation was cancelled")));
  return {
    clock: {
      now: () => Date.now(),
      sleep: async (ms, signal) => {
        await delay(ms, undefined, { signal });
      },
    },
    random: () => Math.random(),
    signal: controller.signal,
    environment: process.env,
    // The host is started with the engine's address as its last argument.
    warn: engineLog(process.argv.at(-1)),
    stackOf: stackStateOf,
  };
}

/**
 * Lets SIGINT end the process, once the calls that it aborted have answered: what they have made
 * must still be recorded. The engine sends it at the end of every run and waits for the process to
 * go, so an idle one goes at once.
 */
export function endOnInterrupt({ signal }: World, idle: () => Promise<void>): void {
  signal.addEventListener("abort", async () => {
    await idle();
    // A turn of the loop for the answers to leave; then the signal again, with nobody listening.
    setImmediate(() => process.kill(process.pid, "SIGINT"));
  });
}
