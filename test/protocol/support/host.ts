import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { type ProviderProcess, startProcess } from "commerce-services-testkit/wire/providerProcess";
import { type Calls, callsOf } from "./calls";
import { type Logged, startEngine } from "./engine";

export interface HostOptions {
  /** The whole stack configuration, keys with their namespace. */
  readonly config?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Put before all other folders on PATH: a `pulumi` of the test's own. */
  readonly path?: string;
  /** Where the engine is said to be. Default: the one that records. */
  readonly engineAddress?: string;
}

export interface Host extends Calls, ProviderProcess {
  /** What the provider told the engine, so far. */
  readonly logged: readonly Logged[];
  /** Modules that the process had loaded by its end; only after it ended by itself or by SIGINT. */
  close(): Promise<void>;
}

/**
 * The SDK's own provider process, started as the engine's script starts it: plain node from PATH,
 * in a program's folder, with the engine's address as its last argument.
 */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const engine = await startEngine();
  const program = makeProgram();
  const host = await startProcess(
    process.execPath,
    ["node_modules/@pulumi/pulumi/cmd/dynamic-provider", options.engineAddress ?? engine.address],
    {
      cwd: program,
      env: {
        HOME: program,
        PATH: [options.path, process.env.PATH].filter(Boolean).join(":"),
        ...options.environment,
      },
    },
  );
  const calls = callsOf(host.address);
  await calls.configure(options.config ?? {});
  return {
    ...calls,
    ...host,
    logged: engine.logged,
    async close() {
      calls.hangUp();
      host.process.kill("SIGKILL");
      await host.ended;
      engine.close();
      rmSync(program, { recursive: true, force: true });
    },
  };
}

/** A program's folder as a user has it, its packages linked to this checkout's build. */
function makeProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), "commerce services host "));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", private: true }));
  for (const name of ["@pulumi/pulumi", "pulumi-commerce-services"]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(checkoutRoot(), "node_modules", name), link, "junction");
  }
  return folder;
}
