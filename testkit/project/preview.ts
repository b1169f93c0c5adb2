import type { Result } from "./cli";

export interface PropertyDiff {
  readonly kind: string;
  readonly inputDiff: boolean;
}

/** One line of a plan, as `pulumi preview --json` tells it. */
export interface Step {
  readonly urn: string;
  readonly op: string;
  readonly type: string;
  /** The resource's name: the end of its urn. */
  readonly name: string;
  readonly diffReasons: readonly string[];
  readonly replaceReasons: readonly string[];
  readonly detailedDiff: Readonly<Record<string, PropertyDiff>>;
  /** The states as the engine prints them, secrets as "[secret]". */
  readonly oldState?: unknown;
  readonly newState?: unknown;
}

export interface Diagnostic {
  readonly urn?: string;
  readonly message: string;
  readonly severity: string;
}

export interface Preview extends Result {
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  readonly changeSummary: Readonly<Record<string, number>>;
}

interface Document {
  readonly steps?: readonly (Partial<Step> & { readonly urn: string; readonly op: string })[];
  readonly diagnostics?: readonly Diagnostic[];
  readonly changeSummary?: Readonly<Record<string, number>>;
}

/** Adds what the plan says to the command's result. A command that printed no plan has no steps. */
export function readPreview(result: Result): Preview {
  const document = (result.json ?? {}) as Document;
  const steps = (document.steps ?? []).map((step) => {
    const [type = "", name = ""] = step.urn.split("::").slice(-2);
    return {
      ...step,
      // A child's urn names its parents' types before its own.
      type: type.split("$").at(-1) ?? type,
      name,
      diffReasons: step.diffReasons ?? [],
      replaceReasons: step.replaceReasons ?? [],
      detailedDiff: step.detailedDiff ?? {},
    };
  });
  return {
    ...result,
    steps,
    diagnostics: document.diagnostics ?? [],
    changeSummary: document.changeSummary ?? {},
  };
}

/** A plan in short, for exact comparison: `["same pulumi:pulumi:Stack", "create …"]` by name. */
export function opsByName(steps: readonly Step[]): Record<string, string[]> {
  const ops: Record<string, string[]> = {};
  for (const { name, op } of steps) ops[name] = [...(ops[name] ?? []), op];
  return ops;
}
