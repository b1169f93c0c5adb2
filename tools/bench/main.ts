import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { CommanderError } from "commander";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { engineVersion } from "commerce-services-testkit/engine";
import { npmRun } from "commerce-services-testkit/process/npmRun";
import { dataText, plain } from "./data";
import { document } from "./document";
import { regressions } from "./gate";
import { Notebook } from "./notebook";
import { type Options, readOptions } from "./options";
import { picture } from "./picture";
import type { Machine, Report } from "./report";
import { measureTask } from "./run";
import { summary } from "./summary";
import { phaseNames, ways } from "./ways";

/** How many data spaces the rotation feeds. */
const ROTATED = 100;
/** Starts of the provider process by itself, in each round. */
const LOADS = 3;

/** `npm run bench [-- OPTIONS]`. */
export async function main(args: string[]): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  try {
    const options = readOptions(args);
    const report = plain(options.from ? read(options.from) : await measure(options));
    write(options.output, report);
    const found = regressions(report);
    process.stdout.write(`${summary(report)}\nWritten to ${options.output}\n`);
    for (const regression of found) process.stderr.write(`Worse than the gate: ${regression}\n`);
    return found.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

async function measure(options: Options): Promise<Report> {
  const { quick, sizes, runs, minutes, isContinued, command } = options;
  if (npmRun("build")) throw new Error("the package could not be built");
  const notebook = new Notebook(
    join(checkoutRoot(), ".bench/unfinished.json"),
    JSON.stringify([sizes, runs, quick]),
    isContinued,
  );
  const effort = { runs, loads: LOADS, rotated: ROTATED, isFull: !quick, minutes };
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const findings = await measureTask({ sizes, ways, phases: phaseNames, ...effort }, say, notebook);
  notebook.close();
  return {
    measuredAt: new Date().toISOString(),
    command,
    minutes: notebook.minutes(),
    machine: machine(),
    ...findings,
  };
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

const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Report;

function write(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
  file("performance.json", dataText(report));
  file("performance.svg", picture(report));
  file("performance.md", document(report));
}
