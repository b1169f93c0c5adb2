import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Goal, goalsOf } from "./goals";
import {
  callsOf,
  cpuOf,
  type Figure,
  figure,
  hostOf,
  loadOf,
  type Measured,
  msOf,
  type Pick,
  peakOf,
  type Report,
  ratio,
  stateOf,
} from "./report";
import { callsService, phaseNames, phases, variants } from "./variants";

/** docs/performance.md: the tables, put into the text of page.md. */
export function pageOf(report: Report): string {
  const parts: Readonly<Record<string, string>> = {
    measured: measuredText(report),
    goals: goalsText(report),
    sizes: report.sizes.map(sizeText).join("\n\n"),
    calls: callsTable(report.sizes),
    rotation: rotationText(report),
    growth: perResourceTable(report.sizes),
  };
  const text = readFileSync(join(__dirname, "page.md"), "utf8");
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`page.md asks for ${name}, which nothing gives`);
    return part;
  });
}

function measuredText({ measuredAt, command, minutes, machine, sizes }: Report): string {
  const { processor, cores, memoryGb, system, node, engine, sdk } = machine;
  const stacks = sizes.map(({ size, rounds }) => {
    const counts = variants.flatMap((variant) => {
      const count = rounds.flat().filter((run) => run.variant === variant).length;
      return count > 0 ? `${variant} ${count}` : [];
    });
    return `${whole(size)} resources (rounds: ${counts.join(", ")})`;
  });
  return [
    `Measured on ${measuredAt.slice(0, 10)} with \`${command}\`, in ${whole(minutes)} minutes.`,
    `Stacks: ${stacks.join("; ")}.`,
    `Machine: ${processor}, ${cores} cores, ${memoryGb} GB; ${system}; Node ${node}, Pulumi ${engine}, \`@pulumi/pulumi\` ${sdk}; state in local files.`,
    "Every command's figures: [performance.json](performance.json).",
  ].join("\n");
}

export function goalsText(report: Report): string {
  const goals = goalsOf(report);
  const countOf = (isMet: boolean) => goals.filter((goal) => goal.isMet === isMet).length;
  const rows = goals.map(({ text, limit, value, unit, isMet }) => [
    text,
    shown(limit, unit),
    value === undefined ? NONE : shown(value, unit),
    isMet === undefined ? "not measured" : isMet ? "met" : "missed",
  ]);
  return `Of ${goals.length} goals ${countOf(true)} are met, ${countOf(false)} missed.\n\n${table(["goal", "limit", "measured", ""], rows)}`;
}

const shown = (value: number, unit: Goal["unit"]) =>
  unit === "times" ? value.toFixed(2) : `${whole(value)} ${unit}`;

const comparisons = [
  ["native", "dynamic"],
  ["dynamic", "bare"],
  ["dynamic", "stock"],
  ["dynamic", "floor"],
  ["bare", "floor"],
  ["stock", "floor"],
] as const;

function sizeText({ size, dataSpaces, rounds }: Measured): string {
  const head = (title: string) => [title, ...variants, ...comparisons.map((two) => two.join("/"))];
  const row = (title: string, pick: Pick, show: (value: number) => string) => [
    title,
    ...variants.map((variant) => cell(figure(rounds, variant, pick), show)),
    ...comparisons.map((two) => cell(ratio(rounds, two, pick), (value) => value.toFixed(2))),
  ];
  const perPhase = (title: string, pickOf: typeof msOf) =>
    table(
      head(title),
      phaseNames.map((phase) => row(phases[phase].title, pickOf(phase), seconds)),
    );
  const weights = [
    row("state, kB", stateOf, (bytes) => whole(bytes / 1_000)),
    ...(["up", "refresh"] as const).map((phase) =>
      row(`peak memory in ${phase}, MB`, peakOf(phase), whole),
    ),
    row("start of the provider process, ms", hostOf, whole),
    row("then, loading the dynamic provider, ms", loadOf, whole),
  ];
  return [
    `### ${whole(size)} resources, ${whole(dataSpaces)} of them data spaces`,
    perPhase("seconds", msOf),
    perPhase("processor seconds", cpuOf),
    table(head(""), weights),
  ].join("\n\n");
}

function callsTable(sizes: readonly Measured[]): string {
  const columns = sizes.flatMap(({ size, rounds }) =>
    variants.filter(callsService).map((variant) => ({ size, rounds, variant })),
  );
  return table(
    ["calls", ...columns.map(({ variant, size }) => `${variant}, ${whole(size)}`)],
    phaseNames.map((phase) => [
      phases[phase].title,
      ...columns.map(({ rounds, variant }) => cell(figure(rounds, variant, callsOf(phase)), whole)),
    ]),
  );
}

function rotationText({ rotation: { dataSpaces, dynamic, native } }: Report): string {
  const operations = Object.entries(dynamic.operations).map(([name, count]) => `${count} ${name}`);
  return [
    `A rotation of one pair that feeds ${dataSpaces} data spaces makes ${dynamic.calls} calls (${operations.join(", ")}), and ${native.calls} through the native provider.`,
    `Afterwards ${dynamic.proven} data spaces hold the new pair, each with a row in a listing that the service gave to that pair (native: ${native.proven}).`,
    dynamic.isOldPairDead
      ? "The old pair was seen to be refused."
      : "The old pair is not proven dead.",
    `The first \`up\` writes to each data space, and makes ${dynamic.first["registry.list"]} listings.`,
  ].join("\n");
}

const perResourceTable = (sizes: readonly Measured[]): string =>
  table(
    ["ms for each resource", ...sizes.map(({ size }) => whole(size))],
    variants.map((variant) => [
      variant,
      ...sizes.map(({ size, rounds }) =>
        cell(figure(rounds, variant, msOf("up")), (ms) => whole(ms / size)),
      ),
    ]),
  );

const NONE = "–";

/** The median, and the least behind it where that differs. */
function cell(value: Figure | undefined, show: (value: number) => string): string {
  if (!value) return NONE;
  const [median, min] = [show(value.median), show(value.min)];
  return median === min ? median : `${median} (${min})`;
}

const seconds = (ms: number) => (ms / 1_000).toFixed(ms < 100_000 ? 1 : 0);
const whole = (value: number) => Math.round(value).toLocaleString("en-US");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? "---" : "--:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
