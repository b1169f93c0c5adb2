import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { type Plan, seedFor } from "./mix";
import { cpuMs } from "./proc";
import { untilExit } from "./untilExit";

const START_TIMEOUT_MS = 30_000;
/** RSA pairs are made ahead, once the first was asked for: their making is nobody's time here. */
const PAIRS_AHEAD_MS = 2_000;

interface Ready {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl: string;
  readonly portalToken: string;
}

/** One call as the emulator's log has it. */
export interface ServiceCall {
  readonly sequence: number;
  readonly operation: string;
  readonly publicKey: string | null;
  readonly status: number;
}

/** By environment, the ids of the data spaces that a listing shows. */
export type Listed = Readonly<Record<string, readonly string[]>>;

export type Service = Awaited<ReturnType<typeof startService>>;

/** An emulator in a process of its own, its account seeded with all that the plan declares. */
export async function startService(folder: string, plan: Plan) {
  const [seed, ready] = [join(folder, "seed.json"), join(folder, "ready.json")];
  writeFileSync(seed, JSON.stringify(seedFor(plan)));
  const bin = join(checkoutRoot(), "emulator/dist/bin.js");
  const ports = ["--port", "0", "--sandbox-port", "0", "--portal-port", "0"];
  const child = spawn(
    process.execPath,
    [bin, "start", ...ports, "--seed", seed, "--ready-file", ready, "--jwt-checks", "strict"],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const hasEnded = untilExit(() => child.kill());
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal);
    while (isRunning()) await sleep(20);
    hasEnded();
  };

  const warmUp = async () => {
    const urls = await readWhenWritten(ready, isRunning);
    const controls = controlsOf(urls);
    await controls("POST", "keys", { environment: "production", label: "warm-up" });
    await sleep(PAIRS_AHEAD_MS);
    return { urls, controls };
  };
  // Left running, it would keep this process from ending.
  const { urls, controls } = await warmUp().catch(async (error) => {
    await end("SIGKILL");
    throw error;
  });

  const calls = async (after = 0): Promise<ServiceCall[]> => {
    const answer = await controls("GET", `calls?since=${after}`);
    const logged = ((await answer.json()) as { calls: ServiceCall[] }).calls;
    return logged.filter(({ operation }) => !operation.startsWith("admin."));
  };
  return {
    ...urls,
    calls,
    /** The number of the last call so far. */
    sequence: async () => (await calls()).at(-1)?.sequence ?? 0,
    /** From the same rows as the registry's listing: the log of calls keeps no answer. */
    async listed(): Promise<Listed> {
      const { environments } = (await (await controls("GET", "state")).json()) as State;
      const idsOf = ({ dataSpaces }: Contents) => dataSpaces.map(({ dataSpaceId }) => dataSpaceId);
      return Object.fromEntries(
        Object.entries(environments).map(([name, contents]) => [name, idsOf(contents)]),
      );
    },
    /** Processor time that the service has used so far; undefined where it can't be read. */
    cpuMs: () => cpuMs(child.pid),
    stop: () => end("SIGTERM"),
  };
}

interface Contents {
  readonly dataSpaces: readonly { readonly dataSpaceId: string }[];
}

interface State {
  readonly environments: Readonly<Record<string, Contents>>;
}

async function readWhenWritten(path: string, isRunning: () => boolean): Promise<Ready> {
  const since = performance.now();
  while (!existsSync(path)) {
    if (!isRunning() || performance.now() - since > START_TIMEOUT_MS)
      throw new Error("the emulator did not start");
    await sleep(20);
  }
  return JSON.parse(readFileSync(path, "utf8")) as Ready;
}

/** The emulator's own API, which no part of the real service has. */
const controlsOf =
  ({ portalUrl, portalToken }: Ready) =>
  async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(new URL(`_emulator/v1/${path}`, portalUrl), {
      method,
      headers: { authorization: `Bearer ${portalToken}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the emulator answered ${answer.status} to ${path}`);
    return answer;
  };
