import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "commerce-services-testkit/process/command";
import { engineFolder, root } from "./product";

const PACKAGES = ["@pulumi/pulumi", "pulumi-commerce-services", "typescript", "@types/node"];

export type Command = "preview" | "up" | "refresh";

/** What the engine did, and said. */
export interface Events {
  /** Such as `create key`, in the order of the run; what stays the same is left out. */
  readonly steps: readonly string[];
  readonly diagnostics: readonly { row: string; severity: string; message: string }[];
}

export interface Stack {
  readonly dir: string;
  setConfig(
    plain: Readonly<Record<string, string>>,
    secret?: Record<string, string>,
  ): Promise<void>;
  /** One step at a time, so that the order is always the same. */
  run(command: Command): Promise<{ readonly code: number | undefined } & Events>;
  /** The state, its secrets in clear. */
  state(): Promise<unknown>;
  remove(): void;
}

/** A program in a folder of its own, run by the genuine engine apart from all else on this machine. */
export async function createStack(program: string): Promise<Stack> {
  const top = mkdtempSync(join(tmpdir(), "commerce frozen "));
  const [dir, home, backend] = ["program", "home", "backend"].map((name) => join(top, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [dir, home, backend]) mkdirSync(folder);
  writeProgram(dir, program);
  const engine = engineFolder();
  const env = environment(engine, home, backend);
  const pulumi = (args: readonly string[]) =>
    runCommand(join(engine, "pulumi"), [...args, "--non-interactive", "--color", "never"], {
      cwd: dir,
      env,
    });
  const mustRun = async (args: readonly string[]) => {
    const result = await pulumi(args);
    if (result.code === 0) return result.stdout;
    throw new Error(`pulumi ${args[0]} failed:\n${result.stdout}${result.stderr}`);
  };
  await mustRun(["stack", "init", "frozen"]);
  let runs = 0;

  return {
    dir,
    async setConfig(plain, secret = {}) {
      const flags = (flag: string, values: Readonly<Record<string, string>>) =>
        Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
      await mustRun([
        "config",
        "set-all",
        ...flags("--plaintext", plain),
        ...flags("--secret", secret),
      ]);
    },
    async run(command) {
      const log = join(top, `events-${++runs}.json`);
      const once = command === "preview" ? [] : ["--yes", "--skip-preview"];
      const { code } = await pulumi([command, ...once, "--parallel", "1", "--event-log", log]);
      const events = readFileSync(log, "utf8").trim().split("\n");
      return { code, ...eventsOf(events.map((line) => JSON.parse(line) as EngineEvent)) };
    },
    state: async () => JSON.parse(await mustRun(["stack", "export", "--show-secrets"])) as unknown,
    remove: () => rmSync(top, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function writeProgram(dir: string, program: string): void {
  const plugin = {
    name: "commerce-services",
    path: "node_modules/pulumi-commerce-services/plugin",
  };
  const runtime = { name: "nodejs", options: { typescript: false } };
  const project = { name: "shop", runtime, plugins: { providers: [plugin] } };
  writeFileSync(join(dir, "Pulumi.yaml"), JSON.stringify(project)); // YAML reads JSON
  const manifest = { name: "shop", main: "index.js", private: true };
  writeFileSync(join(dir, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(dir, "index.js"), program);
  for (const name of PACKAGES) {
    const link = join(dir, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }
}

/** Nothing of the user's own Pulumi, nor settings of this provider. */
function environment(engine: string, home: string, backend: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PULUMI|COMMERCE_SERVICES)_/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: [engine, dirname(process.execPath), process.env.PATH].join(delimiter),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "frozen",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Shows the option --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
  readonly diagnosticEvent?: {
    readonly urn?: string;
    readonly message: string;
    readonly severity: string;
    readonly ephemeral?: boolean;
  };
}

const nameIn = (urn: string) => urn.split("::").at(-1) ?? urn;

function eventsOf(events: readonly EngineEvent[]): Events {
  return {
    steps: events.flatMap(({ resourcePreEvent: event }) =>
      event && event.metadata.op !== "same"
        ? [`${event.metadata.op} ${nameIn(event.metadata.urn)}`]
        : [],
    ),
    diagnostics: events.flatMap(({ diagnosticEvent: event }) =>
      event && event.severity !== "debug" && !event.ephemeral
        ? [{ row: nameIn(event.urn ?? ""), severity: event.severity, message: event.message }]
        : [],
    ),
  };
}
