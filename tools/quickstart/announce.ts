import { nameOf, type PlanStep, typeOf } from "commerce-services-testkit/project/plan";
import type { KeyPolicy } from "./options";

/** Calls of this store may be refused from the begin of one step to the end of the other. */
export interface Interruption {
  readonly store: string;
  readonly opens: PlanStep;
  /** What gives the store the new pair; undefined: nothing in this plan does. */
  readonly closes: PlanStep | undefined;
}

/** The step that ends the old pair while stores still use it; overlapping accounts have none. */
const endsOldPair: Readonly<Record<KeyPolicy, string | undefined>> = {
  exclusive: "create-replacement",
  "delete-first": "delete-replaced",
  overlapping: undefined,
};

/**
 * What a plan will do to the stores that it feeds. Computed from the plan alone, before anything
 * is done. Under `overlapping` it assumes that each store takes its new settings when its step
 * ends, which is before the old pair is deleted.
 */
export function announce(policy: KeyPolicy, plan: readonly PlanStep[]): Interruption[] {
  return plan
    .filter((step) => typeOf(step) === "ApiKeyPair" && step.op === endsOldPair[policy])
    .flatMap((opens) =>
      plan
        .filter((step) => typeOf(step) === "StoreSettings" && dependsOn(step, opens.urn, plan))
        .map((step) => ({
          store: nameOf(step),
          opens,
          closes: plan.indexOf(step) > plan.indexOf(opens) ? step : undefined,
        })),
    );
}

/** Directly, or through other resources. The engine's dependencies have no circles. */
function dependsOn(step: PlanStep, urn: string, plan: readonly PlanStep[]): boolean {
  return step.dependencies.some(
    (dependency) =>
      dependency === urn ||
      plan.some((other) => other.urn === dependency && dependsOn(other, urn, plan)),
  );
}
