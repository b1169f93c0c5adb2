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

export const gitUnusable = defineError(
  "CS6008",
  {
    title: "Git cannot say what the settings were",
    when: "By impact --base, before anything is previewed.",
  },
  (reason: string) => ({
    path: "git",
    problem: `cannot say what the settings were (${reason})`,
    fix: "Install git, and run this in a clone of the project's repository.",
  }),
);

export const revisionUnknown = defineError(
  "CS6009",
  {
    title: "The revision to compare with is no commit of this clone",
    when: "By impact --base, before anything is previewed.",
  },
  (revision: string) => ({
    path: "--base",
    problem: `names ${revision}, which is no commit of this clone`,
    fix: "Name a branch, a tag or a commit, and fetch it first: git fetch origin main.",
  }),
);

export const settingsUnreadable = defineError(
  "CS6010",
  {
    title: "A settings file that cannot be compared",
    when: "By impact --base, for a project or stack file, as it is or at the revision. What cannot be read for certain is not passed over.",
  },
  (file: string, what: string) => ({
    path: file,
    problem: `cannot be compared (${what})`,
    fix: "Write it as one plain YAML document, without what is named here.",
  }),
);

export const projectNotFound = defineError(
  "CS6011",
  {
    title: "No Pulumi project whose settings could be compared",
    when: "By impact --base, before anything is previewed.",
  },
  (folder: string) => ({
    path: folder,
    problem: "holds no Pulumi.yaml, nor does a folder above it",
    fix: "Run this in the project's folder, or name it with --cwd.",
  }),
);
