import { createReadStream, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { figureOf } from "./figures";
import type { Lane } from "./lane";
import { type Phase, phases, type Way } from "./ways";

/** Whose calls are looked at: growth that bare has too is not ours. */
export const TRACED: readonly Way[] = ["ours", "bare"];
/** What asks the provider once for each resource, and changes none. */
export const TRACED_PHASES: readonly Phase[] = ["previewNew", "previewSame", "refresh"];

/** The calls of a provider that are made for each resource. */
export const METHODS = ["Check", "Diff", "Read"] as const;

/** One kind of call of the provider in one command, as the engine timed it. */
export interface CallTime {
  readonly method: (typeof METHODS)[number];
  readonly count: number;
  readonly medianMs: number;
}

/**
 * A command once more, with the engine's own log of its calls. The log shows every secret in clear:
 * it lies in the lane's folder, which is nobody else's, and is gone before this returns.
 */
export async function traced(lane: Lane, phase: Phase): Promise<CallTime[]> {
  const path = join(lane.dir, "calls.json");
  try {
    await lane.pulumi(phases[phase].command, { PULUMI_DEBUG_GRPC: path });
    const lines = createInterface({ input: createReadStream(path) });
    return await callTimesIn(lines);
  } finally {
    rmSync(path, { force: true });
  }
}

interface Line {
  readonly method: string;
  readonly progress?: string;
  /** Nanoseconds. */
  readonly duration?: number;
}

const SERVICE = "/pulumirpc.ResourceProvider/";

/** From the engine's log, a JSON object a line: the calls of each resource, that have ended. */
export async function callTimesIn(lines: AsyncIterable<string>): Promise<CallTime[]> {
  const byMethod = new Map<CallTime["method"], number[]>();
  for await (const line of lines) {
    const { method, progress, duration } = JSON.parse(line) as Line;
    const name = METHODS.find((one) => method === `${SERVICE}${one}`);
    if (!name || progress !== "response_completed" || duration === undefined) continue;
    const times = byMethod.get(name) ?? [];
    byMethod.set(name, times);
    times.push(duration / 1e6);
  }
  return [...byMethod].map(([method, times]) => ({
    method,
    count: times.length,
    medianMs: figureOf(times)?.median ?? 0,
  }));
}
