import { deletesFirst, type KeyPolicy } from "../../domain/keyPolicy";
import { ourKind } from "../../domain/urn";
import { pairNotInPlan } from "../errors";
import type { Plan, PlanState, PlanStep } from "../plan/plan";

/**
 * The plan as it would be if somebody rotated this pair: what `impact --rotate` reports on before
 * anyone asks for a pair. Whatever takes a value of the pair is updated, as the engine does it, and
 * whatever takes one of another provider's resource that is: a deployment that its settings roll
 * out. A resource of this package keeps all of its values but the pair. Throws CS6005.
 */
export function withRotation(plan: Plan, name: string, policy: KeyPolicy): Plan {
  const pairs = plan.steps.filter(
    ({ type, op }) => ourKind(type) === "ApiKeyPair" && op === "same",
  );
  const pair = pairs.find((step) => step.name === name || step.urn === name);
  if (!pair?.old)
    throw pairNotInPlan(
      name,
      pairs.map((step) => step.name),
    );
  const made: PlanStep = {
    ...pair,
    op: "create-replacement",
    next: withoutKey(pair.next ?? pair.old),
    ...reasonsOf(pair.old),
  };
  const gone: PlanStep = { ...pair, op: "delete-replaced", next: undefined };
  const first = deletesFirst(policy);
  const changed = new Set([pair.urn]);
  // What a resource takes a value of stands before it in a plan.
  const steps = plan.steps.flatMap((step): PlanStep[] => {
    if (step === pair)
      return first ? [gone, { ...made, op: "replace" }, made] : [made, { ...made, op: "replace" }];
    const { feeds = [] } = step.next ?? step.old ?? {};
    if (step.op !== "same" || !feeds.some((urn) => changed.has(urn))) return [step];
    if (ourKind(step.type) === undefined) changed.add(step.urn);
    return [{ ...step, op: "update", reasons: ["keyPair"] }];
  });
  return { ...plan, steps: first ? steps : [...steps, gone], replacementSteps: true, warnings: [] };
}

function reasonsOf({ facts }: PlanState) {
  const reasons =
    facts?.kind === "pair" && facts.issuer === "supplied" ? ["supplied"] : ["keepers"];
  return { reasons, replaceReasons: reasons };
}

const withoutKey = (state: PlanState): PlanState =>
  state.facts?.kind === "pair"
    ? { ...state, facts: { ...state.facts, publicKey: undefined } }
    : state;
