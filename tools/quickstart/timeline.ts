import { changesSomething, isSameStep, type Step } from "commerce-services-testkit/project/plan";
import type { EngineEvent } from "./events";

/** Milliseconds on one clock, of the engine's steps and the stores' calls alike. */
export interface Timed<T> {
  readonly atMs: number;
  readonly event: T;
}

export interface StepRun extends Step {
  readonly beganMs: number;
  /** Undefined when it failed, or was never ended. */
  readonly endedMs: number | undefined;
}

export interface StoreCall {
  readonly store: string;
  /** What it was signed with; no secret. */
  readonly publicKey: string;
  readonly sentMs: number;
  readonly answeredMs: number;
  /** Refused: the gateway does not take the pair. Failed: anything else went wrong. */
  readonly outcome: "accepted" | "refused" | "failed";
  readonly detail: string;
}

export interface Row {
  /** Undefined in the row of the calls before the first step. */
  readonly step: StepRun | undefined;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
}

/** The steps that changed something, in the order in which they began. */
export function stepsOf(events: readonly Timed<EngineEvent>[]): StepRun[] {
  return events.flatMap(({ atMs, event }) => {
    if (event.kind !== "begins" || !changesSomething(event.step)) return [];
    const { step } = event;
    const end = events.find(
      (other) => other.event.kind === "ends" && isSameStep(other.event.step, step),
    );
    return [{ ...step, beganMs: atMs, endedMs: end?.atMs }];
  });
}

/**
 * The calls, by the step that had begun last when they were answered. Steps overlap, so a call
 * counts once, and the rows add up to all calls.
 */
export function timeline(steps: readonly StepRun[], calls: readonly StoreCall[]): Row[] {
  const groups = [undefined, ...steps].map((step) => ({ step, calls: [] as StoreCall[] }));
  for (const call of calls) {
    const group = groups.findLast(({ step }) => !step || step.beganMs <= call.answeredMs);
    group?.calls.push(call);
  }
  return groups.map(({ step, calls }) => ({
    step,
    accepted: count(calls, "accepted"),
    refused: count(calls, "refused"),
    failed: count(calls, "failed"),
  }));
}

export const count = (calls: readonly StoreCall[], outcome: StoreCall["outcome"]): number =>
  calls.filter((call) => call.outcome === outcome).length;
