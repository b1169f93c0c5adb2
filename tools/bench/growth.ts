import type { Measured } from "./measure";
import { medianMs } from "./report";
import { markdown, NONE, type Table, whole } from "./tables";
import { METHODS, TRACED, TRACED_PHASES } from "./trace";
import { type Phase, phaseNames, phases, type Way, ways } from "./ways";

/** How cost grows with the number of resources: tables, and what they are. */
export const ofGrowth = (sizes: readonly Measured[]): string[] => [
  markdown(upTable(sizes)),
  "The engine writes the whole state file after each step, so that an `up` costs more for each resource the more of them a stack has. That is the floor's curve too. A refresh asks a component nothing, so there the bare provider is what to compare with.",
  "The other commands begin with a start of processes that is the same for any size, and a way that does more for each resource grows by a larger factor from there. What each further resource takes:",
  markdown(furtherTable(sizes)),
  ...ofTraces(sizes),
];

const upTable = (sizes: readonly Measured[]): Table => ({
  head: ["up, ms for each resource", ...sizes.map(({ size }) => whole(size))],
  rows: ways.map((way) => [
    way,
    ...sizes.map((measured) => {
      const ms = medianMs(measured, way, "up");
      return ms === undefined ? NONE : whole(ms / measured.size);
    }),
  ]),
});

const FURTHER = ["ours", "bare", "floor"] as const satisfies readonly Way[];

/** Between one size and the next. */
function furtherTable(sizes: readonly Measured[]): Table {
  const steps = FURTHER.flatMap((way) =>
    sizes.slice(1).map((to, index) => ({ way, from: sizes[index] as Measured, to })),
  );
  const names = steps.map(
    ({ way, from, to }) => `${way}, ${whole(from.size)} to ${whole(to.size)}`,
  );
  const further = (phase: Phase) =>
    steps.map(({ way, from, to }) => {
      const [before, after] = [medianMs(from, way, phase), medianMs(to, way, phase)];
      if (before === undefined || after === undefined) return NONE;
      return ((after - before) / (to.size - from.size)).toFixed(1);
    });
  return {
    head: ["ms for each further resource", ...names],
    rows: phaseNames.map((phase) => [phases[phase].title, ...further(phase)]),
  };
}

function ofTraces(sizes: readonly Measured[]): string[] {
  const rows = TRACED_PHASES.flatMap((phase) =>
    METHODS.map((method) => [
      `${phases[phase].title}: ${method}`,
      ...TRACED.flatMap((way) => sizes.map((measured) => callMs(measured, way, phase, method))),
    ]),
  ).filter(([, ...cells]) => cells.some((cell) => cell !== NONE));
  if (rows.length === 0) return [];
  const names = TRACED.flatMap((way) => sizes.map(({ size }) => `${way}, ${whole(size)}`));
  return [
    "How long the engine waits for the provider, by its own log of calls (`PULUMI_DEBUG_GRPC`, in commands beside those that are timed):",
    markdown({ head: ["ms for each call, median", ...names], rows }),
  ];
}

function callMs({ rounds }: Measured, way: Way, phase: Phase, method: string): string {
  const run = rounds[0]?.find((one) => one.way === way);
  const call = run?.callTimes?.[phase]?.find((one) => one.method === method);
  return call ? call.medianMs.toFixed(1) : NONE;
}
