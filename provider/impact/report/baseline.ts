import { z } from "zod";
import { baselineUnusable } from "../errors";
import { compareLevels, type Level } from "./levels";
import type { Report } from "./model";
import { isRule } from "./rules";

/** Risks that were accepted, each until a date. */
export interface Baseline {
  readonly accept: readonly {
    readonly rule: string;
    readonly subject?: string | undefined;
    readonly until: string;
    readonly reason: string;
  }[];
}

const schema = z.strictObject({
  accept: z.array(
    z.strictObject({
      rule: z.string().refine(isRule, "no such rule"),
      subject: z.string().optional(),
      until: z.iso.date("not a date like 2026-12-31"),
      reason: z.string().min(1),
    }),
  ),
});

/** Reads a baseline. Throws CS6006; a misspelt rule would otherwise accept nothing, in silence. */
export function readBaseline(text: string, file: string): Baseline {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw baselineUnusable(file, "not JSON");
  }
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw baselineUnusable(file, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

/** Whether a risk that nobody accepted is as high as this. */
export const reaches = ({ risk }: Report, level: Level): boolean =>
  risk !== null && compareLevels(risk, level) >= 0;
