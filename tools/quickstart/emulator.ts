import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { type Running, startCommand } from "commerce-services-testkit/process/command";
import { isAlive } from "commerce-services-testkit/process/processId";
import type { KeyPolicy } from "./options";

const startTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;

export interface Urls {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl: string;
}

export interface RunningEmulator extends Urls {
  readonly pid: number;
  readonly portalToken: string;
  /** Ends it and waits for its end. */
  stop(): Promise<void>;
  /** Lets this process end before it. */
  letGo(): void;
}

interface Files {
  /** What the emulator says once it answers: URLs and token. Kept, for the ports of the next run. */
  readonly ready: string;
  readonly pid: string;
  readonly data: string;
  readonly log: string;
}

/** Starts the emulator on the data of earlier runs, and if possible on their ports. */
export async function startEmulator(
  state: string,
  keyPolicy: KeyPolicy,
  signal: AbortSignal,
): Promise<RunningEmulator> {
  const files: Files = {
    ready: join(state, "emulator.json"),
    pid: join(state, "emulator.pid"),
    data: join(state, "emulator.db"),
    log: join(state, "emulator.log"),
  };
  await stopKept(files);
  const earlier = readReady(files);
  const ports = earlier && [earlier.gatewayUrl, earlier.sandboxGatewayUrl, earlier.portalUrl];
  const started =
    (ports && (await attempt(files, keyPolicy, ports.map(portOf), signal))) ??
    // Nothing earlier, or somebody else has a port by now.
    (await attempt(files, keyPolicy, ["0", "0", "0"], signal));
  if (started) return started;
  throw new Error(`The emulator did not start:\n${readFileSync(files.log, "utf8").trim()}`);
}

const portOf = (url: string) => new URL(url).port;

async function attempt(
  files: Files,
  keyPolicy: KeyPolicy,
  [port = "0", sandboxPort = "0", portalPort = "0"]: readonly string[],
  signal: AbortSignal,
): Promise<RunningEmulator | undefined> {
  rmSync(files.ready, { force: true });
  const args = ["start", "--port", port, "--sandbox-port", sandboxPort];
  args.push("--portal-port", portalPort, "--key-policy", keyPolicy);
  args.push("--data", files.data, "--ready-file", files.ready);
  // Provider and stores must send every claim as the service's own client does.
  args.push("--jwt-checks", "strict");
  const bin = join(checkoutRoot(), "emulator", "dist", "bin.js");
  // In a group of its own: Ctrl-C must not end it before the engine, which is asked to finish what
  // it has begun. Its greeting, which is dropped, holds the portal's token.
  const log = openSync(files.log, "w", 0o600);
  const child = startCommand(process.execPath, [bin, ...args], { log });
  const { pid } = child;
  if (pid === undefined) return undefined;
  writeFileSync(files.pid, String(pid));
  let hasEnded = false;
  const ended = () => hasEnded;
  void child.done.then(() => {
    hasEnded = true;
  });
  await until(() => existsSync(files.ready) || ended() || signal.aborted, startTimeoutMs);
  const ready = readReady(files);
  if (!ready || ended() || signal.aborted) {
    await stopChild(child, ended);
    signal.throwIfAborted();
    return undefined;
  }
  return {
    ...ready,
    pid,
    stop: async () => {
      await stopChild(child, ended);
      rmSync(files.pid, { force: true });
    },
    letGo: child.letGo,
  };
}

async function stopChild(child: Running, ended: () => boolean): Promise<void> {
  if (!ended()) child.kill("SIGTERM");
  if (!(await until(ended, stopTimeoutMs))) child.kill("SIGKILL");
}

/** One that was kept, or outlived a killed run. Only who knows our token is ours: pids are reused. */
async function stopKept(files: Files): Promise<void> {
  const ready = readReady(files);
  if (!ready || !existsSync(files.pid)) return;
  const pid = Number(readFileSync(files.pid, "utf8"));
  rmSync(files.pid);
  const account = () =>
    fetch(new URL("v1/account", ready.portalUrl), {
      headers: { authorization: `Bearer ${ready.portalToken}` },
    }).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await account())) return;
  process.kill(pid, "SIGTERM");
  await until(() => !isAlive(pid), stopTimeoutMs);
}

function readReady({ ready }: Files): (Urls & { readonly portalToken: string }) | undefined {
  return existsSync(ready) ? JSON.parse(readFileSync(ready, "utf8")) : undefined;
}

async function until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const since = performance.now();
  while (!condition() && performance.now() - since < timeoutMs) await sleep(20);
  return condition();
}
