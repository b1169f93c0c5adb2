import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "commerce-services-testkit/process/command";
import { createProject } from "commerce-services-testkit/project";
import type { Plan } from "./plan";
import { waitedForCpuMs, watchPeak } from "./processes";
import type { Sample, Start } from "./report";
import { type Service, startService } from "./service";
import { callsService, type Variant } from "./variants";

const programs = join(__dirname, "programs");

/** As long as the private key that a service would have made, so that every state has that text. */
const privateKey = randomBytes(1_278).toString("base64");

export type Stack = Awaited<ReturnType<typeof openStack>>;

/** Opens a stack for each variant, side by side, and closes all of them after `use`. */
export async function withStacks<Result>(
  variants: readonly Variant[],
  plan: Plan,
  signal: AbortSignal,
  use: (stacks: readonly Stack[]) => Promise<Result>,
): Promise<Result> {
  const opened = await Promise.allSettled(variants.map((one) => openStack(one, plan, signal)));
  const stacks = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  try {
    for (const one of opened) if (one.status === "rejected") throw one.reason;
    return await use(stacks);
  } finally {
    for (const stack of stacks) await stack.close();
  }
}

/** A variant's program, stack and service, which no other shares. */
async function openStack(variant: Variant, plan: Plan, signal: AbortSignal) {
  const service = callsService(variant) ? await startService(plan) : undefined;
  try {
    const project = await createProject({
      name: "bench",
      program: readFileSync(join(programs, "index.js"), "utf8"),
      files: {
        ...filesBelow(join(programs, variant)),
        "key.json": JSON.stringify({ privateKey }),
        "plan.json": JSON.stringify(plan),
      },
      ...(service && settingsFor(service)),
    });
    /** Runs the engine, and says what that came to. */
    const run = async (args: readonly string[]): Promise<Sample> => {
      signal.throwIfAborted();
      const [callsBefore, cpuBefore] = [await service?.calls(), waitedForCpuMs()];
      const { pid, kill, done } = project.start(args);
      const interrupt = () => kill("SIGINT");
      signal.addEventListener("abort", interrupt);
      // The floor has no provider: each look would go through all of its processes, for nothing.
      const watch = variant === "floor" ? undefined : watchPeak(pid);
      const { code, ms, stdout, stderr } = await done;
      const peakMb = watch?.stop();
      signal.removeEventListener("abort", interrupt);
      const [calls, cpu] = [await service?.calls(), waitedForCpuMs()];
      if (code !== 0) throw new Error(`${variant}: pulumi ${args[0]} failed:\n${stdout}${stderr}`);
      return {
        ms,
        cpuMs: minus(cpu, cpuBefore),
        peakMb,
        calls: minus(calls?.length, callsBefore?.length),
      };
    };
    return {
      variant,
      service,
      run,
      resources: () => project.state().resources,
      stateBytes: () => statSync(project.stateFile).size,
      rewrite: (next: Plan) => project.write({ "plan.json": JSON.stringify(next) }),
      /** Starts the provider process by itself, with all that the state has it load. */
      async start(): Promise<Start> {
        const loaders = project.state().resources.map(({ inputs }) => inputs?.__provider);
        const file = join(project.root, "loaders.json");
        writeFileSync(file, JSON.stringify([...new Set(loaders.filter(Boolean))]));
        const args = [join(programs, "startProbe.js"), variant, file];
        const { dir: cwd, env } = project;
        const { code, stdout, stderr } = await runCommand(process.execPath, args, { cwd, env });
        if (code !== 0) throw new Error(`the provider process did not start:\n${stderr}`);
        return JSON.parse(stdout) as Start; // as startProbe.js prints it
      },
      async close(): Promise<void> {
        await service?.stop();
        project.remove();
      },
    };
  } catch (error) {
    await service?.stop();
    throw error;
  }
}

const minus = (after: number | undefined, before: number | undefined) =>
  after === undefined || before === undefined ? undefined : after - before;

function settingsFor({ gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken }: Service) {
  const urls = { gatewayUrl, sandboxGatewayUrl, portalUrl, keyPolicy: "overlapping" };
  const config = Object.entries(urls).map(([key, value]) => [`commerce-services:${key}`, value]);
  const secrets = { "commerce-services:portalToken": portalToken };
  return { config: Object.fromEntries(config), secrets };
}

/** By path below the program's folder. The bare provider is a package, as a loader asks for it. */
function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => path.endsWith(".js"));
  return Object.fromEntries(
    files.map((path) => [
      path.replace(/^bench-bare/, "node_modules/bench-bare"),
      readFileSync(join(folder, path), "utf8"),
    ]),
  );
}
