import { deletesFirst, type KeyPolicy } from "../../domain/keyPolicy";
import { ourKind } from "../../domain/urn";
import type { Plan, PlanStep } from "./plan";

/**
 * The steps in the order of a run, with both halves of each replacement. A plan made without
 * `--show-replacement-steps` has only the word `replace`: its halves are put where the engine puts
 * them, the making in that place, the deletion after everything else.
 */
export function inRunOrder({ steps, replacementSteps }: Plan, policy: KeyPolicy): PlanStep[] {
  if (replacementSteps !== false) return [...steps];
  const deletions: PlanStep[] = [];
  const order = steps.flatMap((step) => {
    if (step.op !== "replace") return [step];
    const made = { ...step, op: "create-replacement", old: undefined };
    const gone = { ...step, op: "delete-replaced", next: undefined };
    const first = deletesFirst(policy) && ourKind(step.type) === "ApiKeyPair";
    if (first) return [gone, step, made];
    deletions.unshift(gone);
    return [made, step];
  });
  return [...order, ...deletions];
}

/** `replace` only records that two halves belong together; `refresh` and `read` change nothing. */
export const changes = ({ op }: Pick<PlanStep, "op">): boolean =>
  !["same", "replace", "read", "refresh", "discard", "read-replacement"].includes(op);
