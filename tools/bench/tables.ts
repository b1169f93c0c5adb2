import { type Figure, figure, type Pick, ratio } from "./figures";
import type { Measured } from "./measure";
import type { OutputsCost } from "./outputs";
import { callsOf, cpuOf, hostOf, loadOf, msOf, peakOf, stateOf } from "./report";
import { callsService, type Phase, phaseNames, phases, type Way, ways } from "./ways";

export type Row = readonly string[];
export interface Table {
  readonly head: Row;
  readonly rows: readonly Row[];
}

/** Seconds of each phase on the wall clock, and what is compared of them. */
export const timesTable = (measured: Measured): Table => secondsTable(measured, "seconds", msOf);

/** The same of processor time, which other work on the machine hardly changes. */
export const cpuTable = (measured: Measured): Table =>
  secondsTable(measured, "processor seconds", cpuOf);

const secondsTable = (
  measured: Measured,
  title: string,
  pickOf: (phase: Phase) => Pick,
): Table => ({
  head: [title, ...ways, ...comparisonNames],
  rows: phaseNames.map((phase) => row(measured, phases[phase].title, pickOf(phase), seconds)),
});

/**
 * The providers with each other, then the default one with what it could be replaced by, then what
 * those take beside nothing at all.
 */
export const comparisons = [
  ["plugin", "ours"],
  ["ours", "bare"],
  ["ours", "stock"],
  ["ours", "floor"],
  ["bare", "floor"],
  ["stock", "floor"],
] as const satisfies readonly (readonly [Way, Way])[];
const comparisonNames = comparisons.map((pair) => pair.join("/"));

/** State, memory, and the start of the provider process. */
export const weightsTable = (measured: Measured): Table => ({
  head: ["", ...ways, ...comparisonNames],
  rows: [
    row(measured, "state, kB", stateOf, kilobytes),
    row(measured, "peak memory of the provider process in up, MB", peakOf("up"), whole),
    row(measured, "peak memory of the provider process in refresh, MB", peakOf("refresh"), whole),
    row(measured, "start of that process, ms", hostOf, whole),
    row(measured, "then, loading the dynamic provider, ms", loadOf, whole),
  ],
});

const row = (
  measured: Measured,
  title: string,
  pick: Pick,
  show: (value: number) => string,
): Row => [
  title,
  ...ways.map((way) => both(figure(measured, way, pick), show)),
  ...comparisons.map((pair) => both(ratio(measured, pair, pick), times)),
];

/** Bare with outputs and without, and ours over either. */
export const outputsTable = ({ size, phases: measured }: OutputsCost): Table => ({
  head: [
    `${whole(size)} resources, seconds`,
    ...["ours", "bare", "bare without outputs", "ours/bare", "ours/bare without outputs"],
  ],
  rows: measured.map(({ phase, ours, bare, withoutOutputs }) => [
    phases[phase].title,
    ...[ours, bare, withoutOutputs].map((figure) => both(figure, seconds)),
    ...[bare, withoutOutputs].map((below) => times(ours.median / below.median)),
  ]),
});

/** Calls to the service, by size. */
export const callsTable = (sizes: readonly Measured[]): Table => ({
  head: [
    "calls to the service",
    ...sizes.flatMap(({ size }) => callers.map((way) => `${way}, ${whole(size)}`)),
  ],
  rows: phaseNames.map((phase) => [
    phases[phase].title,
    ...sizes.flatMap((measured) =>
      callers.map((way) => both(callsIn(measured, way, phase), whole)),
    ),
  ]),
});

const callers = ways.filter(callsService);

const callsIn = (measured: Measured, way: Way, phase: Phase) =>
  figure(measured, way, callsOf(phase));

export const NONE = "–";

/** The median, and the least behind it where that differs. */
export function both(value: Figure | undefined, show: (value: number) => string): string {
  if (!value) return NONE;
  const [median, min] = [show(value.median), show(value.min)];
  return median === min ? median : `${median} (${min})`;
}

export const seconds = (ms: number): string => (ms / 1_000).toFixed(ms < 100_000 ? 1 : 0);
export const times = (value: number): string => value.toFixed(2);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const kilobytes = (bytes: number) => whole(bytes / 1_000);

export const markdown = ({ head, rows }: Table): string =>
  [head, head.map((_, index) => (index === 0 ? "---" : "--:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

/** For a terminal. */
export function plain({ head, rows }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}
