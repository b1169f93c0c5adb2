import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { engineEnvironment, engineFiles } from "commerce-services-testkit/engine";
import type { Plan } from "./mix";
import { cpuMs, machineCpuMs, watchProviderPeak } from "./proc";
import { type Service, startService } from "./service";
import { untilExit } from "./untilExit";
import { callsService, type Way } from "./ways";

const STACK = "bench";
const linked = ["@pulumi/pulumi", "pulumi-commerce-services"];
const pluginFolder = "node_modules/pulumi-commerce-services/plugin";
const plugins = { providers: [{ name: "commerce-services", path: pluginFolder }] };

/** Runs a command, then tells on descriptor 3 what the shell's children have used. */
const TIMED = '"$@"; code=$?; times >&3; exit $code';

/** Of the second line of `times`, `0m4.20s 0m0.61s`: the children's, user and system. */
export function cpuMsIn(times: string): number | undefined {
  const parts = [...(times.split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) return undefined;
  return parts.reduce((sum, [, m, s]) => sum + (Number(m) * 60 + Number(s)) * 1_000, 0);
}

const minus = (after: number | undefined, before: number | undefined) =>
  after === undefined || before === undefined ? undefined : after - before;

/** What one command came to. */
export interface Sample {
  readonly ms: number;
  /** Processor time of the engine, the program and the provider together: steady on a busy machine. */
  readonly cpuMs?: number | undefined;
  /** Of the provider process; the floor has none. */
  readonly peakMb?: number | undefined;
  readonly calls?: number | undefined;
  /** Processor time of the service, which shares the machine with what is measured. */
  readonly serviceMs?: number | undefined;
  /** Processor time that the machine spent on anything else meanwhile. */
  readonly othersMs?: number | undefined;
}

export type Lane = Awaited<ReturnType<typeof openLane>>;

/** One way at one size: program, stack and service of its own, in a temporary folder. */
export async function openLane(way: Way, plan: Plan, engineDir: string, key: string) {
  const root = mkdtempSync(join(tmpdir(), `commerce-services-bench-${way}-`));
  const removeFolder = () => rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  const isRemoved = untilExit(removeFolder);
  let service: Service | undefined;
  const close = async (): Promise<void> => {
    await service?.stop();
    removeFolder();
    isRemoved();
  };
  try {
    const [dir, home, backend] = [join(root, "program"), join(root, "home"), join(root, "backend")];
    for (const folder of [dir, home, backend]) mkdirSync(folder);
    service = callsService(way) ? await startService(root, plan) : undefined;
    writeProgram(dir, way, key);
    const writePlan = (next: Plan) =>
      writeFileSync(join(dir, "plan.json"), JSON.stringify(next, undefined, 1));
    writePlan(plan);
    const env = engineEnvironment({ engineDir, home, backend, passphrase: "bench" });
    const pulumi = commandsOf({ way, dir, env, engineDir, service });
    await pulumi(["stack", "init", STACK]);
    if (service) await pulumi(["config", "set-all", ...settingsFor(service)]);

    const statePath = join(backend, ".pulumi/stacks/bench", `${STACK}.json`);
    return {
      way,
      dir,
      env,
      service,
      pulumi,
      writePlan,
      stateText: () => readFileSync(statePath, "utf8"),
      /** On disk, compressed or not. */
      stateBytes: () =>
        (statSync(statePath, { throwIfNoEntry: false }) ?? statSync(`${statePath}.gz`)).size,
      close,
    };
  } catch (error) {
    // No one else knows of the service, which would keep this process from ending.
    await close();
    throw error;
  }
}

interface Place {
  readonly way: Way;
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly engineDir: string;
  readonly service: Service | undefined;
}

/** Runs the engine there, and says what each command came to. */
const commandsOf =
  ({ way, dir, env, engineDir, service }: Place) =>
  async (args: readonly string[], settings: NodeJS.ProcessEnv = {}): Promise<Sample> => {
    const flags = ["--non-interactive", "--color", "never"];
    const sequence = await service?.sequence();
    const before = { service: service?.cpuMs(), own: cpuMs(process.pid), machine: machineCpuMs() };
    const since = performance.now();
    const command = [join(engineDir, engineFiles().cli), ...args, ...flags];
    const child = spawn("sh", ["-c", TIMED, "sh", ...command], {
      cwd: dir,
      env: { ...env, ...settings },
      // A group of its own, so that all of it can be ended.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const hasEnded = untilExit(() => void (child.pid && process.kill(-child.pid)));
    // The floor has none: each look would go through all of its processes, for nothing.
    const watch = way === "floor" ? undefined : watchProviderPeak(child.pid);
    let output = "";
    let used = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (bytes: Buffer) => {
        output += bytes.toString();
      });
    child.stdio[3]?.on("data", (bytes: Buffer) => {
      used += bytes.toString();
    });
    let peakMb: number | undefined;
    const { code, ms } = await new Promise<{ code: number | null; ms: number }>((resolve, reject) =>
      child
        .on("error", reject)
        .on("close", (code) => resolve({ code, ms: performance.now() - since })),
    ).finally(() => {
      peakMb = watch?.stop();
      hasEnded();
    });
    const machine = minus(machineCpuMs(), before.machine);
    const own = minus(cpuMs(process.pid), before.own);
    const serviceMs = minus(service?.cpuMs(), before.service);
    if (code !== 0) throw new Error(`${way}: pulumi ${args[0]} failed:\n${output.slice(-4_000)}`);
    const usedMs = cpuMsIn(used);
    const ours = (usedMs ?? 0) + (own ?? 0) + (serviceMs ?? 0);
    return {
      ms,
      cpuMs: usedMs,
      peakMb,
      calls: (await service?.calls(sequence))?.length,
      serviceMs,
      othersMs: machine === undefined ? undefined : Math.max(0, machine - ours),
    };
  };

/** The secret as an argument: it is a random token of an emulator that lives for minutes. */
const settingsFor = ({ gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken }: Service) => [
  ...Object.entries({ gatewayUrl, sandboxGatewayUrl, portalUrl, keyPolicy: "overlapping" }).flatMap(
    ([name, value]) => ["--plaintext", `commerce-services:${name}=${value}`],
  ),
  ...["--secret", `commerce-services:portalToken=${portalToken}`],
];

/** A program's folder as a user has it: sources, and packages below node_modules. */
function writeProgram(dir: string, way: Way, key: string): void {
  const programs = join(checkoutRoot(), "tools/bench/programs");
  for (const folder of ["shared", way]) cpSync(join(programs, folder), dir, { recursive: true });
  const project = { name: "bench", runtime: "nodejs", ...(way === "plugin" && { plugins }) };
  // YAML reads JSON.
  writeFileSync(join(dir, "Pulumi.yaml"), JSON.stringify(project));
  writeFileSync(join(dir, "package.json"), JSON.stringify({ name: "bench", main: "index.js" }));
  // Stands for the private key where no service makes one, so that secrets are as long everywhere.
  writeFileSync(join(dir, "key.json"), JSON.stringify({ privateKey: key }));
  for (const name of linked) {
    const link = join(dir, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(checkoutRoot(), "node_modules", name), link, "junction");
  }
  if (way !== "bare") return;
  cpSync(join(dir, "bench-bare"), join(dir, "node_modules/bench-bare"), { recursive: true });
}
