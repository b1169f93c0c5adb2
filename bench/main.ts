import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { engineVersion } from "commerce-services-testkit/engine";
import { npmRun } from "commerce-services-testkit/process/npmRun";
import { regressions } from "./gate";
import { measure } from "./measure";
import { goalsText, pageOf } from "./page";
import { SMALLEST } from "./plan";
import type { Machine, Report } from "./report";
import { variants } from "./variants";

const QUICK = [10, 100];
const FULL = [10, 100, 1_000];

/** `npm run bench [-- OPTIONS]`. */
export async function main(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    const { from } = options;
    // As the file has it: the page can then be written again from the file, to the letter.
    const text = from ? readFileSync(from, "utf8") : asText(await measured(options, args));
    const report = JSON.parse(text) as Report;
    mkdirSync(options.folder, { recursive: true });
    writeFileSync(join(options.folder, "performance.json"), text);
    writeFileSync(join(options.folder, "performance.md"), pageOf(report));
    process.stdout.write(`${goalsText(report)}\n\nWritten to ${options.folder}\n`);
    const found = regressions(report);
    for (const one of found) process.stderr.write(`Worse than the gate: ${one}\n`);
    return found.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

async function measured(options: Options, args: readonly string[]): Promise<Report> {
  if (npmRun("build")) throw new Error("the package could not be built");
  const interruption = new AbortController();
  // The command that runs is asked to end; then emulators and folders are removed.
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => interruption.abort(new Error("interrupted")));
  const since = performance.now();
  const { sizes, runs, minutes, quick } = options;
  const effort = { turns: quick ? 1 : 3, starts: 3, rotated: 100, minutes };
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const findings = await measure({ sizes, variants, runs, ...effort }, interruption.signal, say);
  return {
    measuredAt: new Date().toISOString(),
    command: ["npm run bench", ...(args.length ? ["--", ...args] : [])].join(" "),
    minutes: (performance.now() - since) / 60_000,
    machine: machine(),
    ...findings,
  };
}

interface Options {
  readonly quick: boolean;
  /** Rising. */
  readonly sizes: readonly number[];
  readonly runs?: number;
  readonly minutes: number;
  readonly from?: string;
  /** Where page and data go. Absolute. */
  readonly folder: string;
}

/** Throws commander's error, after commander has said what is wrong or shown the help. */
export function readOptions(args: readonly string[]): Options {
  const given = new Command("npm run bench --")
    .description(
      "Measures this package on the genuine Pulumi engine, through its dynamic and its native provider, beside what it could be replaced by. Exit code 1: something is worse than the gate allows.",
    )
    .option("--quick", `sizes ${QUICK.join(" and ")}, every command once`, false)
    .option("--sizes <list>", `numbers of resources (default: ${FULL.join(",")})`, sizesIn)
    .option("--runs <count>", "rounds of every variant (default: 2; stock and floor 1)", countIn)
    .option("--minutes <count>", "begin no further round that would end later", countIn, 60)
    .option("--from <file>", "write the page from the data of an earlier run")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(args, { from: "user" })
    .opts<Omit<Options, "sizes" | "folder"> & { sizes?: number[] }>();
  const sizes = given.sizes ?? (given.quick ? QUICK : FULL);
  const from = given.from && resolve(checkoutRoot(), given.from);
  const folder = from
    ? dirname(from)
    : FULL.every((size) => sizes.includes(size))
      ? "docs"
      : ".bench";
  return { ...given, sizes, ...(from && { from }), folder: resolve(checkoutRoot(), folder) };
}

function sizesIn(text: string): number[] {
  const all = [...new Set(text.split(",").map(countIn))].sort((a, b) => a - b);
  if (all.every((size) => size >= SMALLEST)) return all;
  throw new InvalidArgumentError(`expected ${SMALLEST} or more`);
}

function countIn(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value;
  throw new InvalidArgumentError("expected a whole number");
}

function machine(): Machine {
  const sdk = join(checkoutRoot(), "node_modules/@pulumi/pulumi/package.json");
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release().split("-")[0]}`,
    node: process.version,
    engine: engineVersion,
    sdk: (JSON.parse(readFileSync(sdk, "utf8")) as { version: string }).version,
  };
}

/** Microseconds are noise. */
const asText = (report: Report): string =>
  `${JSON.stringify(report, (_key, value) => (typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value), 1)}\n`;
