import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImpactOptions, impactOf, type Report, readPlan } from "../../../provider/impact";

/**
 * Plans that the genuine engine printed for edits of the program in test/exactness/program.ts, less
 * what no report reads (stack traces, times, source positions).
 */
export const planText = (name: string): string =>
  readFileSync(join(__dirname, "plans", `${name}.json`), "utf8");

export const reportOf = (name: string, options: ImpactOptions = { complete: true }): Report =>
  impactOf(readPlan(planText(name)), options);

export const plans = [
  "create",
  "rotate",
  "rotate-target",
  "rotate-bare",
  "half",
  "label",
  "rename-project",
  "rename-space",
  "rebind-testing",
  "other-project",
  "to-supplied",
  "supplied",
  "removed",
  "delete-first",
  "same",
] as const;

/** The risks in short. */
export const ruled = ({ risks }: Report): string[] =>
  risks.map(({ level, rule, subject }) => `${level} ${rule} ${subject}`);

/** Who is interrupted, from when until when, in short. */
export const interruptions = ({ interruptions, steps }: Report): string[] =>
  interruptions.map(({ consumer, pair, from, to }) => {
    const at = (moment: typeof from) => {
      if (moment.kind !== "step") return moment.kind;
      const step = steps.find(({ number }) => number === moment.step);
      return `${step?.op} ${step?.name}`;
    };
    return `${consumer}/${pair}: ${at(from)} → ${at(to)}`;
  });
