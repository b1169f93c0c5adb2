import fc from "fast-check";
import { edits, type Kind } from "./edits";
import { KINDS } from "./sandboxEdits";

/** One edit of a program, or of how it is run. */
export interface Edit {
  readonly kind: Kind;
  readonly text: string;
}

export interface Trial {
  readonly edits: readonly Edit[];
  /** How the run goes; the second preview after a failed or targeted one is a pair of its own. */
  readonly run: "whole" | "fails" | "target";
}

/** What the measure is for comes more often than what only must not disturb it. */
const frequent: readonly Kind[] = ["keepers", "keepers", "supplied", "sandbox", "sandbox pair"];

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...(Object.keys(edits) as Kind[]), ...frequent),
  text: fc.stringMatching(/^[a-z]{8}$/),
});

export const trial: fc.Arbitrary<Trial> = fc.record({
  edits: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(edit) },
    { weight: 2, arbitrary: fc.tuple(edit, edit) },
  ),
  run: fc.oneof(
    { weight: 6, arbitrary: fc.constant("whole" as const) },
    { weight: 1, arbitrary: fc.constant("fails" as const) },
    { weight: 1, arbitrary: fc.constant("target" as const) },
  ),
});

/** The stack's first run: its program before is none at all. */
export const FIRST: Trial = { edits: [], run: "whole" };

/** The program that a stack begins with. */
export const beginning = fc.record({
  sandbox: fc.constantFrom(...KINDS, "none" as const),
  staging: fc.boolean(),
  worker: fc.boolean(),
  viaApply: fc.boolean(),
});
export type Beginning = typeof beginning extends fc.Arbitrary<infer T> ? T : never;
