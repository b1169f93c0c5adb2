import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineEnvironment, engineFiles } from "commerce-services-testkit/engine";
import { runCommand } from "commerce-services-testkit/process/command";
import { type PlanStep, readPlan } from "commerce-services-testkit/project/plan";
import type { Urls } from "./emulator";
import { readEvent } from "./events";
import type { Folders } from "./folders";
import type { KeyPolicy } from "./options";
import { clearDeadLocks } from "./staleLocks";
import type { StepRun, Timed } from "./timeline";
import { stepsOf } from "./timeline";

export const stackName = "local";

/** All that the quick start asks of the stack. Every call runs the genuine CLI. */
export type Stack = Awaited<ReturnType<typeof openStack>>;

/** Selects the stack, made if there is none, in a Pulumi home and backend of its own. */
export async function openStack(engineDir: string, folders: Folders, signal: AbortSignal) {
  const env = engineEnvironment({ engineDir, home: folders.home, backend: folders.backend });
  const cli = join(engineDir, engineFiles().cli);
  const flags = ["--non-interactive", "--color", "never"];

  const run = async (args: readonly string[], onLine?: (line: string) => void) => {
    const result = await runCommand(cli, [...args, ...flags], {
      cwd: folders.project,
      env,
      signal,
      onLine,
      // The engine then finishes the steps that it has begun, and records them.
      killSignal: "SIGINT",
      group: true,
    });
    signal.throwIfAborted();
    return result;
  };
  const mustRun = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(args);
    if (code === 0) return stdout;
    throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${stdout}${stderr}`);
  };
  /** Through standard input: every user of the machine can read arguments. */
  const setSecret = async (key: string, value: string): Promise<void> => {
    const args = ["config", "set", "--secret", key, ...flags];
    const options = { cwd: folders.project, env, input: value };
    const { code, stderr } = await runCommand(cli, args, options);
    if (code !== 0) throw new Error(`pulumi config set ${key} failed:\n${stderr}`);
  };

  clearDeadLocks(folders.backend);
  await mustRun(["stack", "select", "--create", stackName]);
  return {
    env,
    async configure(urls: Urls, portalToken: string, keyPolicy: KeyPolicy): Promise<void> {
      const config = {
        "commerce-services:gatewayUrl": urls.gatewayUrl,
        "commerce-services:sandboxGatewayUrl": urls.sandboxGatewayUrl,
        "commerce-services:portalUrl": urls.portalUrl,
        "commerce-services:keyPolicy": keyPolicy,
        "quickstart:stores": folders.stores,
      };
      const settings = Object.entries(config).map(([key, value]) => `${key}=${value}`);
      const all = settings.flatMap((setting) => ["--plaintext", setting]);
      await mustRun(["config", "set-all", ...all]);
      await setSecret("commerce-services:portalToken", portalToken);
    },
    async rotation(): Promise<string> {
      const config = JSON.parse(await mustRun(["config", "--json"])) as Config;
      return config["quickstart:rotation"]?.value ?? "1";
    },
    setRotation: (rotation: string) => mustRun(["config", "set", "quickstart:rotation", rotation]),
    up: () => mustRun(["up", "--yes", "--skip-preview"]),
    /** The steps of a preview; the whole plan is kept in `file`. */
    async plan(file: string): Promise<PlanStep[]> {
      const complete = ["--show-replacement-steps", "--show-sames"];
      const text = await mustRun(["preview", "--json", ...complete]);
      writeFileSync(file, text, { mode: 0o600 });
      return readPlan(text);
    },
    /** `up`, with the time at which each step began and ended. */
    async upTimed(elapsedMs: () => number): Promise<StepRun[]> {
      const events: Timed<NonNullable<ReturnType<typeof readEvent>>>[] = [];
      // Streams its events; the timestamps in them are whole seconds, so the arrival counts.
      const { code, stderr } = await run(["up", "--yes", "--skip-preview", "--json"], (line) => {
        const event = readEvent(line);
        if (event) events.push({ atMs: elapsedMs(), event });
      });
      if (code === 0) return stepsOf(events);
      const errors = events.flatMap(({ event }) =>
        event.kind === "says" && event.severity === "error" ? [event.message] : [],
      );
      throw new Error(`pulumi up failed:\n${[...errors, stderr].join("\n")}`);
    },
  };
}

type Config = Readonly<Record<string, { readonly value?: string } | undefined>>;
