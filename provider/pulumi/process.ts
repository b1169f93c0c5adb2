import { setTimeout as delay } from "node:timers/promises";
import { findEngineCommand } from "./engineCommand";
import type { EngineLog } from "./engineLog";
import type { HostIo } from "./operation";
import { stackStateOf } from "./stackExport";

const LOOK_FOR_ENGINE_MS = 1_000;

/**
 * What Node and the engine give. The one place that touches the clock, chance, the environment and
 * signals.
 *
 * @param log the engine's; where it listens may be known later
 * @param cancel ends the operation, as SIGINT does
 */
export function nodeHostIo(log: EngineLog, cancel = new AbortController()): HostIo {
  const engine = findEngineCommand(process.ppid);
  process.once("SIGINT", () => cancel.abort(new Error("the operation was cancelled")));
  const clock: HostIo["clock"] = {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
      await delay(ms, undefined, { signal });
    },
  };
  return {
    clock,
    random: () => Math.random(),
    signal: cancel.signal,
    environment: process.env,
    engine,
    warn: (message, urn) => log.warn(message, urn),
    inform: (message, urn) => log.inform(message, urn),
    stackOf: stackStateOf(engine, process.env, { clock, signal: cancel.signal }),
  };
}

/**
 * Lets SIGINT end the process, once the calls that it aborted have answered: what they have made
 * must still be recorded. The engine sends it at the end of every run and waits for the process to
 * go, so an idle one goes at once.
 */
export function endOnInterrupt({ signal }: HostIo, idle: () => Promise<void>): void {
  signal.addEventListener("abort", async () => {
    await idle();
    // A turn of the loop for the answers to leave; then the signal again, with nobody listening.
    setImmediate(() => process.kill(process.pid, "SIGINT"));
  });
}

/**
 * Lets the process end with the operation: when it is cancelled or over, and when the engine that
 * started it has died, which tells nobody. What is under way is answered first.
 */
export function endWithEngine({ signal }: HostIo, finish: () => Promise<void>): void {
  const end = async () => {
    await finish();
    process.exit(0);
  };
  signal.addEventListener("abort", end, { once: true });
  const engine = process.ppid;
  setInterval(() => process.ppid !== engine && end(), LOOK_FOR_ENGINE_MS).unref();
}

/** Where the engine listens: whatever it starts is given the address as its last argument. */
export const engineAddress = () => process.argv.at(-1) ?? "";
