import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { CommanderError } from "commander";
import { checkoutRoot } from "../checkout";
import { engineVersion, setUpEngine } from "../engine";
import { buildPackages } from "../quickstart/packages";
import { document } from "./document";
import { regressions } from "./gate";
import { goalsOf } from "./goals";
import { type Measured, measureSize, type Tools } from "./measure";
import { onCloud, planOf } from "./mix";
import { type Options, readOptions, roundsFor } from "./options";
import { picture } from "./picture";
import type { Machine, Report } from "./report";
import { measureRotation } from "./rotation";
import { measureSettings } from "./settings";
import { summary } from "./summary";

/** How many data spaces the rotation feeds. */
const ROTATED = 100;
/** Large enough to show what the state's growth costs, small enough to be run several times. */
const SETTINGS_SIZE = 300;

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

async function measure({ quick, sizes, runs, command }: Options): Promise<Report> {
  const since = performance.now();
  await buildPackages(new AbortController().signal);
  const tools: Tools = {
    engineDir: await setUpEngine(),
    key: standInKey(),
    say: (text) => process.stderr.write(`${text}\n`),
  };
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measureSize(size, runs ?? roundsFor(size), tools));
  const rotation = await measureRotation(onCloud(planOf(ROTATED)), tools);
  const settings = quick
    ? []
    : await measureSettings(Math.min(SETTINGS_SIZE, sizes.at(-1) ?? 0), tools);
  return {
    measuredAt: new Date().toISOString(),
    command,
    minutes: (performance.now() - since) / 60_000,
    machine: machine(),
    sizes: measured,
    rotation,
    settings,
  };
}

function standInKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
}

function machine(): Machine {
  const sdk = join(checkoutRoot(), "node_modules/@pulumi/pulumi/package.json");
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    load: loadavg()[2] ?? 0,
    system: `${type()} ${release()}`,
    node: process.version,
    engine: engineVersion,
    sdk: (JSON.parse(readFileSync(sdk, "utf8")) as { version: string }).version,
  };
}

/** As the file will have it, so that the page can be written anew from the file, to the letter. */
const plain = (report: Report): Report => JSON.parse(JSON.stringify(report, rounded)) as Report;

/** Microseconds are noise. */
const rounded = (_key: string, value: unknown) =>
  typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;

const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Report;

function write(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const goals = goalsOf(report);
  file("performance.json", `${JSON.stringify({ ...report, goals }, rounded, 1)}\n`);
  file("performance.svg", picture(report));
  file("performance.md", document(report));
}
