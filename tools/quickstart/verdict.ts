import { isSameStep, nameOf } from "commerce-services-testkit/project/plan";
import type { Interruption } from "./announce";
import type { StepRun, StoreCall } from "./timeline";

export interface Evidence {
  readonly announced: readonly Interruption[];
  readonly steps: readonly StepRun[];
  readonly calls: readonly StoreCall[];
  /** The stores that were to call all the time. */
  readonly stores: readonly string[];
}

/**
 * What speaks against the preview; nothing, if it told the truth. A run in which nobody called
 * would prove nothing, so each store must have been served before the first step, and after the
 * last one with another pair.
 */
export function objections(evidence: Evidence): string[] {
  return [...missingSteps(evidence), ...badCalls(evidence), ...silentStores(evidence)];
}

function missingSteps({ announced, steps }: Evidence): string[] {
  const wanted = announced.flatMap(({ opens, closes }) => (closes ? [opens, closes] : [opens]));
  return [...new Set(wanted)]
    .filter((step) => !steps.some((run) => isSameStep(run, step) && run.endedMs !== undefined))
    .map((step) => `the announced step ${step.op} ${nameOf(step)} did not take place`);
}

function badCalls({ announced, steps, calls }: Evidence): string[] {
  const windows = announced.map(({ store, opens, closes }) => ({
    store,
    fromMs: steps.find((run) => isSameStep(run, opens))?.beganMs ?? Number.POSITIVE_INFINITY,
    toMs: closes
      ? (steps.find((run) => isSameStep(run, closes))?.endedMs ?? Number.NEGATIVE_INFINITY)
      : Number.POSITIVE_INFINITY,
  }));
  // The service decides between sending and answer: both on one side mean that it decided there.
  const announcedFor = (call: StoreCall) =>
    windows.some(
      ({ store, fromMs, toMs }) =>
        store === call.store && call.answeredMs >= fromMs && call.sentMs <= toMs,
    );
  return calls.flatMap((call) => {
    if (call.outcome === "failed")
      return [`a call of ${call.store} failed after ${call.sentMs} ms: ${call.detail}`];
    if (call.outcome === "refused" && !announcedFor(call))
      return [
        `a call of ${call.store} was refused outside the announced steps, after ${call.sentMs} ms`,
      ];
    return [];
  });
}

function silentStores({ steps, calls, stores }: Evidence): string[] {
  const first = Math.min(...steps.map(({ beganMs }) => beganMs));
  const last = Math.max(...steps.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY));
  return stores.flatMap((store) => {
    const served = calls.filter((call) => call.store === store && call.outcome === "accepted");
    const before = served.find(({ answeredMs }) => answeredMs < first);
    const after = served.find(({ sentMs }) => sentMs > last);
    if (!before) return [`${store} was not served before the first step`];
    if (!after) return [`${store} was not served after the last step`];
    if (before.publicKey === after.publicKey) return [`${store} still uses its old pair`];
    return [];
  });
}
