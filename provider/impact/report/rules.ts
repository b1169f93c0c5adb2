import type { Risk } from "./model";

/** What each rule is about: for SARIF and docs/impact.md. A rule that is not here does not compile. */
export const rules = {
  "setting-changed": { title: "A setting that decides what the stack touches is changed" },
  "target-hides-dependants": { title: "The plan leaves out resources that take a replaced pair" },
  "production-open-ended": { title: "A production store is interrupted until a person acts" },
  "production-interrupted": { title: "A production store is interrupted for some steps" },
  "production-data-space-changed": { title: "A production store loses access to its data" },
  "seal-changed": { title: "Private keys are sealed to another key" },
  "store-open-ended": { title: "Another store is interrupted until a person acts" },
  "store-interrupted": { title: "Another store is interrupted for some steps" },
  "consumer-open-ended": { title: "A user of a pair is interrupted until a person acts" },
  "consumer-interrupted": { title: "A user of a pair is interrupted for some steps" },
  "sandbox-interrupted": { title: "Calls with a sandbox pair are interrupted" },
  "deletion-refused": { title: "A pair cannot be deleted, because it is still held" },
  "run-refused": { title: "A pair is not replaced, because its holders are left out" },
  "second-pair-refused": { title: "The account will refuse a second pair" },
  "project-replaced": { title: "A project takes the place of another" },
  "production-data-outside-production": { title: "A Production data space for another store" },
  "ring-without-overlap": { title: "A ring goes on so far that no pair of it stays alive" },
  "pair-retained": { title: "A pair that is let go stays alive" },
  "account-pair-ends": { title: "A first pair ends the account's other one for good" },
  "unseen-users": { title: "A rotation ends a pair that others may use" },
  "account-may-have-a-pair": { title: "The account may refuse a first pair" },
  "ended-in-the-portal": { title: "A pair ended in the portal before this run" },
  "pair-removed": { title: "A pair is removed" },
  "failed-rotation": { title: "A rotation that stopped half-way is finished" },
  "data-space-changed": { title: "A store gets another data space" },
  "project-may-be-made": { title: "A project may be made, for ever" },
  "plan-incomplete": { title: "The plan does not show everything" },
  rotation: { title: "A pair is rotated without interruption in this stack" },
  "binding-forgotten": { title: "A binding is no longer managed" },
  "data-space-bound": { title: "A store is bound for the first time" },
  renamed: { title: "Only a name changes" },
} satisfies Readonly<Record<string, { readonly title: string }>>;
export type Rule = keyof typeof rules;

export const isRule = (name: string): name is Rule => Object.hasOwn(rules, name);

/** A risk that was found, before anybody is asked whether it was accepted. */
export type Finding = Omit<Risk, "accepted" | "rule"> & { readonly rule: Rule };
