import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { checkoutRoot } from "../../../tools/checkout";
import { type Logged, startEngine } from "../../protocol/support/engine";
import { type PluginCalls, pluginCalls } from "./calls";

export interface PluginOptions {
  /** The provider's settings; none: it is not configured at all. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Default: the provider that the engine makes of the stack's configuration. */
  readonly provider?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Put before all other folders on PATH: a `pulumi` of the test's own. */
  readonly path?: string;
}

export interface Plugin extends PluginCalls {
  readonly process: ChildProcess;
  /** What the plugin told the engine, so far. */
  readonly logged: readonly Logged[];
  /** What the process wrote to its two streams, so far. */
  readonly output: () => string;
  /** How the process ended. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  close(): Promise<void>;
}

export const providerUrn = (name: string) =>
  `urn:pulumi:dev::shop::pulumi:providers:commerce-services::${name}`;

/** The built plugin, started by its script as the engine starts it. */
export async function startPlugin(options: PluginOptions = {}): Promise<Plugin> {
  const { settings, provider = providerUrn("default"), environment, path } = options;
  const engine = await startEngine();
  const script = join(checkoutRoot(), "plugin", "pulumi-resource-commerce-services");
  const plugin = spawn(script, [engine.address], {
    env: { PATH: [path, process.env.PATH].filter(Boolean).join(":"), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [plugin.stdout, plugin.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    plugin.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const port = await new Promise<string>((resolve, reject) => {
    plugin.stdout.once("data", (text: string) => resolve(text.trim()));
    ended.then(() => reject(new Error(`The plugin ended: ${output}`)));
  });
  const calls = pluginCalls(`127.0.0.1:${port}`);
  await calls.handshake(engine.address);
  if (settings) await calls.configure(provider, settings);
  return {
    ...calls,
    process: plugin,
    logged: engine.logged,
    output: () => output,
    ended,
    async close() {
      calls.hangUp();
      plugin.kill("SIGKILL");
      await ended;
      engine.close();
    },
  };
}
