import { goalsOf } from "./goals";
import { figuresOf } from "./ratios";
import type { Report } from "./report";

/**
 * The machine-readable file: what was found, and what follows from it. That is computed from what
 * was found each time, also for a report that was read from such a file.
 */
export function dataText(report: Report): string {
  const figures = report.sizes.map(figuresOf);
  const text = JSON.stringify({ ...report, goals: goalsOf(report), figures }, rounded, 1);
  return `${text.replace(FIGURE, '{ "min": $1, "median": $2 }')}\n`;
}

/** On a line each, they take a quarter of the lines. */
const FIGURE = /\{\s+"min": (\S+),\s+"median": (\S+)\s+\}/g;

/** As the file will have it, so that the page can be written anew from the file, to the letter. */
export const plain = (report: Report): Report =>
  JSON.parse(JSON.stringify(report, rounded)) as Report;

/** Microseconds are noise. */
const rounded = (_key: string, value: unknown) =>
  typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;
