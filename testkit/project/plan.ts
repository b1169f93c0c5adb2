/** One step of the engine: of a plan, or of a run. */
export interface Step {
  readonly op: string;
  readonly urn: string;
}

/** A step of a plan, with the urns of what its resource depends on. */
export interface PlanStep extends Step {
  readonly dependencies: readonly string[];
}

interface Document {
  readonly steps: readonly (Step & {
    readonly newState?: { readonly dependencies?: readonly string[] };
  })[];
}

/**
 * The steps that change something, in the engine's order, from
 * `pulumi preview --json --show-replacement-steps --show-sames`. Without those flags the plan lacks
 * the halves of a replacement.
 */
export function readPlan(text: string): PlanStep[] {
  return (JSON.parse(text) as Document).steps
    .filter(changesSomething)
    .map(({ op, urn, newState }) => ({ op, urn, dependencies: newState?.dependencies ?? [] }));
}

/** `replace` only records that both halves of a replacement belong together. */
export const changesSomething = ({ op }: Step): boolean => op !== "same" && op !== "replace";

export const isSameStep = (one: Step, other: Step): boolean =>
  one.op === other.op && one.urn === other.urn;

/** `ApiKeyPair` of `…::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::production`. */
export const typeOf = ({ urn }: Step): string => /([^:$]+)::[^:]*$/.exec(urn)?.[1] ?? "";

export const nameOf = ({ urn }: Step): string => urn.split("::").at(-1) ?? "";
