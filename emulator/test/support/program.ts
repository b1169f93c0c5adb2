import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildPackages } from "commerce-services-testkit/build";
import { breachesIn } from "commerce-services-testkit/emulator/contract";
import {
  type CommandResult,
  runCommand,
  startCommand,
} from "commerce-services-testkit/process/command";
import { expect, onTestFinished } from "vitest";

/** The emulator as its users run it: the built command in a process of its own. */

const PACKAGE = join(__dirname, "../..");
const BIN = join(PACKAGE, "dist/bin.js");
const RECORDER = join(PACKAGE, "../testkit/emulator/recorder.cjs");

export interface Ready {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl: string;
  readonly portalToken: string;
}

export interface Running extends Ready {
  readonly readyFile: string;
  /** Every call and its answer so far, as `recorder.cjs` writes them. */
  readonly record: string;
  readonly output: () => string;
  /** Sends a signal and waits for the end: the exit code, or the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string | undefined>;
}

export function scratch(): string {
  return mkdtempSync(join(tmpdir(), "emulator-test-"));
}

/** An emulator that ends with the test, which fails if any exchange broke the contract. */
export async function run(...flags: string[]): Promise<Running> {
  const running = await launch(...flags);
  onTestFinished(async () => {
    await running.end("SIGKILL");
    expect(breachesIn(running.record)).toEqual([]);
  });
  return running;
}

/** Starts the command on free ports and waits for its ready file. It ends with the test. */
export async function launch(...flags: string[]): Promise<Running> {
  await buildPackages(["emulator"]);
  const folder = scratch();
  const readyFile = join(folder, "ready.json");
  const record = join(folder, "exchanges.jsonl");
  const ports = ["--port", "0", "--sandbox-port", "0", "--portal-port", "0"];
  const command = startCommand(
    process.execPath,
    ["--require", RECORDER, BIN, "start", ...ports, "--ready-file", readyFile, ...flags],
    { env: { ...process.env, EMULATOR_RECORD: record } },
  );
  const ended = command.done.then(({ code, signal }) => code ?? signal);
  const end = (signal: NodeJS.Signals) => {
    command.kill(signal);
    return ended;
  };
  onTestFinished(async () => {
    await end("SIGKILL");
    rmSync(record, { force: true });
  });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (;;) {
    try {
      const ready = JSON.parse(readFileSync(readyFile, "utf8")) as Ready;
      return { ...ready, readyFile, record, output: command.output, end };
    } catch {
      if (over) throw new Error(`The emulator ended before it was ready:\n${command.output()}`);
      await pause(10);
    }
  }
}

/** Runs a command to its end. */
export async function command(...args: string[]): Promise<CommandResult> {
  await buildPackages(["emulator"]);
  return runCommand(process.execPath, [BIN, ...args]);
}
