import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { breachesIn } from "commerce-services-testkit/emulator/contract";
import { expect, onTestFinished } from "vitest";

/** The emulator as its users run it: the built command in a process of its own. */

const PACKAGE = join(__dirname, "../..");
const BIN = join(PACKAGE, "dist/bin.js");
/** Sources, what is written last of them, and the project that compiles them. */
const PARTS = [
  ["src", BIN, "tsconfig.build.json"],
  ["conformance", join(PACKAGE, "dist/conformance/main.js"), "conformance/tsconfig.json"],
] as const;
const LOCK = join(PACKAGE, "dist.lock");
const RECORDER = join(PACKAGE, "../testkit/emulator/recorder.cjs");

const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
      (name) => statSync(join(folder, name)).mtimeMs,
    ),
  );

function isBuilt(): boolean {
  try {
    return PARTS.every(
      ([sources, built]) => statSync(built).mtimeMs > newest(join(PACKAGE, sources)),
    );
  } catch {
    return false;
  }
}

/** Builds the package if its sources are newer. Test files run side by side, so one at a time. */
async function build(): Promise<void> {
  while (!isBuilt()) {
    try {
      mkdirSync(LOCK);
    } catch {
      // Another file builds. A lock left by a killed run is a minute old at most before it is ours.
      const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > 60_000) rmdirSync(LOCK);
      await pause(100);
      continue;
    }
    try {
      if (!isBuilt())
        for (const [, , project] of PARTS)
          execFileSync(process.execPath, [
            require.resolve("typescript/bin/tsc"),
            ...["-p", join(PACKAGE, project)],
          ]);
    } finally {
      rmdirSync(LOCK);
    }
  }
}

export interface Ready {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl: string;
  readonly portalToken: string;
}

export interface Running extends Ready {
  readonly process: ChildProcess;
  readonly readyFile: string;
  /** Every call and its answer so far, as `recorder.cjs` writes them. */
  readonly record: string;
  readonly output: () => string;
  /** Sends a signal and waits for the end: the exit code, or the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string | null>;
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
  await build();
  const folder = scratch();
  const readyFile = join(folder, "ready.json");
  const record = join(folder, "exchanges.jsonl");
  const ports = ["--port", "0", "--sandbox-port", "0", "--portal-port", "0"];
  const child = spawn(
    process.execPath,
    ["--require", RECORDER, BIN, "start", ...ports, "--ready-file", readyFile, ...flags],
    { env: { ...process.env, EMULATOR_RECORD: record } },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
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
      return { ...ready, process: child, readyFile, record, output: () => output, end };
    } catch {
      if (over) throw new Error(`The emulator ended before it was ready:\n${output}`);
      await pause(10);
    }
  }
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export async function command(...args: string[]): Promise<Finished> {
  await build();
  return new Promise((resolve) =>
    execFile(process.execPath, [BIN, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );
}
