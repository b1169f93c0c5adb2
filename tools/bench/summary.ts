import { type Goal, goalsOf } from "./goals";
import type { Report } from "./report";
import {
  callsTable,
  cpuTable,
  NONE,
  plain,
  type Table,
  times,
  timesTable,
  weightsTable,
  whole,
} from "./tables";

/** The goals with what was measured. */
export const goalsTable = (goals: readonly Goal[]): Table => ({
  head: ["goal", "limit", "measured", ""],
  rows: goals.map(({ text, limit, value, unit, isMet }) => [
    text,
    shown(limit, unit),
    value === undefined ? NONE : told(value, limit, unit),
    isMet === undefined ? "not measured" : isMet ? "met" : "missed",
  ]),
});

/** With more digits where two would not tell it from the limit. */
function told(value: number, limit: number, unit: Goal["unit"]): string {
  const isClose = shown(value, unit) === shown(limit, unit) && value !== limit;
  return isClose && unit === "times" ? value.toFixed(4) : shown(value, unit);
}

const shown = (value: number, unit: Goal["unit"]) =>
  unit === "times" ? times(value) : `${whole(value)} ${unit}`;

/** What the run prints at its end. */
export function summary(report: Report): string {
  return [
    ...report.sizes.flatMap((measured) => [
      `\n${whole(measured.size)} resources: medians of all turns of all rounds, in brackets the least`,
      plain(timesTable(measured)),
      plain(cpuTable(measured)),
      plain(weightsTable(measured)),
    ]),
    "",
    plain(callsTable(report.sizes)),
    "",
    plain(goalsTable(goalsOf(report))),
    "",
  ].join("\n");
}
