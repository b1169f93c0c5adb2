import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { engineEnvironment, engineFiles, setUpEngine } from "../engine";
import { filesBelow, findSecret, type Place } from "../secrets/findSecret";
import { makeCli } from "./cli";
import { installation, makeFolders, type Program, writeFiles } from "./folders";
import { type Preview, readPreview } from "./preview";
import type { Deployment } from "./state";

export interface ProjectOptions extends Omit<Program, "name"> {
  readonly name?: string;
  readonly stack?: string;
  /** Stack configuration, keys with namespace: `commerce-services:gatewayUrl`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Added to the isolated environment of every command. */
  readonly env?: Readonly<Record<string, string>>;
}

export type Project = Awaited<ReturnType<typeof createProject>>;

/**
 * A program with a stack of its own, run by the genuine engine, apart from everything else on this
 * machine. Call `remove` at the end.
 */
export async function createProject({
  name = "shop",
  stack = "test",
  config = {},
  secrets = {},
  env: added = {},
  ...program
}: ProjectOptions) {
  const engineDir = await setUpEngine();
  const folders = makeFolders({ name, ...program });
  const { root, dir, home, backend } = folders;
  const isolated = engineEnvironment({ engineDir, home, backend, passphrase: "test" });
  const env: NodeJS.ProcessEnv = { ...isolated, PATH: withNode(isolated.PATH), ...added };
  const cli = makeCli(join(engineDir, engineFiles().cli), { cwd: dir, env });
  const { run, mustRun } = cli;
  const lock = join(backend, ".pulumi", "locks", "organization", name, stack);
  const stateFile = join(backend, ".pulumi", "stacks", name, `${stack}.json`);

  const setConfig = async (
    plain: Readonly<Record<string, string>>,
    secret: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    const flags = (flag: string, values: Readonly<Record<string, string>>) =>
      Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
    const args = [...flags("--plaintext", plain), ...flags("--secret", secret)];
    if (args.length > 0) await mustRun(["config", "set-all", ...args]);
  };

  await mustRun(["stack", "init", stack]);
  await setConfig(config, secrets);

  return {
    ...folders,
    stack,
    stateFile,
    env,
    start: cli.start,
    run,
    setConfig,
    /** Replaces the program, or any file beside it. */
    write: (files: Readonly<Record<string, string>>) => writeFiles(dir, files),
    up: (...args: string[]) => run(["up", "--yes", "--skip-preview", ...args]),
    preview: (...args: string[]) => run(["preview", ...args]),
    previewJson: async (...args: string[]): Promise<Preview> =>
      readPreview(await run(["preview", "--json", ...args])),
    refresh: (...args: string[]) => run(["refresh", "--yes", "--skip-preview", ...args]),
    destroy: (...args: string[]) => run(["destroy", "--yes", "--skip-preview", ...args]),
    cancel: () => run(["cancel", "--yes"]),
    export: (...args: string[]) => run(["stack", "export", ...args]),
    /** The state with its secrets in clear: so `grepEverywhere` does not see this command. */
    exportInClear: () => cli.runUnrecorded(["stack", "export", "--show-secrets"]),
    /** `pulumi import --file` of this document; the imported resources are not protected. */
    importFile: async (document: unknown, ...args: string[]) => {
      writeFiles(dir, { "import.json": JSON.stringify(document) });
      const flags = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
      const result = await run(["import", "--file", "import.json", ...flags, ...args]);
      // The test's own file, which may hold a key, is no leak.
      rmSync(join(dir, "import.json"));
      return result;
    },
    /** The stack's outputs, secrets in clear: so `grepEverywhere` does not see this command. */
    outputs: async (): Promise<Record<string, unknown>> => {
      const { json } = await cli.runUnrecorded(["stack", "output", "--json", "--show-secrets"]);
      return json as Record<string, unknown>;
    },
    /** What the state file holds, secrets still encrypted. Read from disk: no command to wait for. */
    state: (): Deployment => {
      const document = JSON.parse(readFileSync(stateFile, "utf8"));
      return { resources: [], ...document.checkpoint.latest };
    },
    /** Where the backend writes a file for each command that holds the stack. */
    lock,
    /** Whether a command holds the stack, or died while it did. One half-written (`.tmp`) is none yet. */
    isLocked: () => existsSync(lock) && readdirSync(lock).some((file) => file.endsWith(".json")),
    /** Every file of the project, its home and backend, and all that any command printed so far. */
    grepEverywhere: (secret: string): Place[] =>
      findSecret(secret, [...filesBelow(root), ...cli.printed]),
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The Node of the {@link installation} first, where there is one: the engine takes `node` from PATH. */
const withNode = (path = "") =>
  installation ? [join(installation, "node_modules/node/bin"), path].join(delimiter) : path;
