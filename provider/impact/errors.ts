import { defineError } from "../domain/errors";

/** Raised by `pulumi-commerce-services/impact`, and so by the command that uses it. */

export const planUnreadable = defineError(
  "CS6001",
  {
    title: "A text that is not a plan",
    when: "By impact, before anything is reported.",
  },
  (source: string, what: string) => ({
    path: source,
    problem: `is not a plan (${what})`,
    fix: "Make one with: pulumi preview --json --show-replacement-steps --show-sames > plan.json",
  }),
);

export const previewFailed = defineError(
  "CS6002",
  {
    title: "The preview failed, so that there is no plan",
    when: "By impact, when it ran pulumi preview itself, or the plan handed in ends with an error.",
  },
  (messages: string) => ({
    problem: `pulumi preview failed:\n${messages}\n`,
    fix: "Mend what it says, and run it again.",
  }),
);

export const pairNotInPlan = defineError(
  "CS6005",
  {
    title: "The pair to rotate is not in the plan",
    when: "By impact --rotate, when no ApiKeyPair of that name is in the stack, or it is replaced already.",
  },
  (name: string, pairs: readonly string[]) => ({
    path: "--rotate",
    problem: `names ${name}, which is no key pair of this plan that stays as it is`,
    fix: pairs.length > 0 ? `Name one of: ${pairs.join(", ")}.` : "This stack has no such pair.",
  }),
);

export const baselineUnusable = defineError(
  "CS6006",
  { title: "A baseline file that cannot be used", when: "By impact --baseline." },
  (file: string, what: string) => ({
    path: file,
    problem: `is not a baseline (${what})`,
    fix: 'Write {"accept": [{"rule": "…", "subject": "…", "until": "YYYY-MM-DD", "reason": "…"}]}.',
  }),
);
