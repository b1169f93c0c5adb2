import { ourKind } from "../../domain/urn";
import type { Facts, PairFacts } from "./facts";
import { changes } from "./order";
import type { PlanState, PlanStep } from "./plan";

/** A resource of the stack, gathered from all its steps in a plan. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: ReturnType<typeof ourKind>;
  /** Before the run, without what an earlier run left to delete; after it. */
  readonly before: PlanState | undefined;
  readonly after: PlanState | undefined;
  /** In words of `pulumi preview`: create, update, replace, delete, same. */
  readonly op: string;
  readonly reasons: readonly string[];
  readonly replaceReasons: readonly string[];
  /** Indexes into the ordered steps that change it. */
  readonly makes: number | undefined;
  readonly updates: number | undefined;
  readonly deletes: number | undefined;
  /** Old halves that an earlier run left behind, with the step that deletes each. */
  readonly pending: readonly { readonly state: PlanState; readonly step: number }[];
}

export const isOurs = ({ kind }: Resource): boolean => kind !== undefined;

/** Root stacks, components and provider settings carry nothing to a store. */
const CARRIES_NOTHING = /^pulumi:(pulumi:Stack|providers:)/;

export function resourcesOf(steps: readonly PlanStep[]): Map<string, Resource> {
  const all = new Map<string, { -readonly [K in keyof Resource]: Resource[K] }>();
  steps.forEach((step, index) => {
    if (CARRIES_NOTHING.test(step.type)) return;
    let one = all.get(step.urn);
    if (!one) {
      one = {
        urn: step.urn,
        type: step.type,
        name: step.name,
        kind: ourKind(step.type),
        before: undefined,
        after: undefined,
        op: "same",
        reasons: [],
        replaceReasons: [],
        makes: undefined,
        updates: undefined,
        deletes: undefined,
        pending: [],
      };
      all.set(step.urn, one);
    }
    if (step.old?.pendingDelete) {
      one.pending = [...one.pending, { state: step.old, step: index }];
      return;
    }
    one.before ??= step.old;
    one.after = step.next ?? one.after;
    if (step.reasons.length > 0) one.reasons = step.reasons;
    if (step.replaceReasons.length > 0) one.replaceReasons = step.replaceReasons;
    if (!changes(step)) {
      if (step.op === "replace") one.op = "replace";
      return;
    }
    if (step.op === "create" || step.op === "import") one.makes = index;
    if (step.op === "create-replacement" || step.op === "import-replacement") one.makes = index;
    if (step.op === "update") one.updates = index;
    if (step.op === "delete" || step.op === "delete-replaced") one.deletes = index;
    one.op =
      one.makes !== undefined && one.deletes !== undefined ? "replace" : opOf(step.op, one.op);
  });
  return all;
}

function opOf(step: string, before: string): string {
  if (step.endsWith("-replacement") || step === "delete-replaced") return "replace";
  return before === "replace" ? before : step;
}

/** What a pair is before and after; undefined where there is none. */
export const pairFacts = (state: PlanState | undefined): PairFacts | undefined =>
  factsAs(state, "pair");

export function factsAs<K extends Facts["kind"]>(
  state: PlanState | undefined,
  kind: K,
): Extract<Facts, { kind: K }> | undefined {
  const facts = state?.facts;
  return facts?.kind === kind ? (facts as Extract<Facts, { kind: K }>) : undefined;
}
