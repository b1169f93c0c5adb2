import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { type ProviderProcess, startProcess } from "commerce-services-testkit/wire/providerProcess";
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

export interface Plugin extends PluginCalls, ProviderProcess {
  /** What the plugin told the engine, so far. */
  readonly logged: readonly Logged[];
  close(): Promise<void>;
}

export const providerUrn = (name: string) =>
  `urn:pulumi:dev::shop::pulumi:providers:commerce-services::${name}`;

/** The built plugin, started by its script as the engine starts it. */
export async function startPlugin(options: PluginOptions = {}): Promise<Plugin> {
  const { settings, provider = providerUrn("default"), environment, path } = options;
  const engine = await startEngine();
  const script = join(checkoutRoot(), "plugin", "pulumi-resource-commerce-services");
  const plugin = await startProcess(script, [engine.address], {
    env: { PATH: [path, process.env.PATH].filter(Boolean).join(":"), ...environment },
  });
  const calls = pluginCalls(plugin.address);
  await calls.handshake(engine.address);
  if (settings) await calls.configure(provider, settings);
  return {
    ...calls,
    ...plugin,
    logged: engine.logged,
    async close() {
      calls.hangUp();
      plugin.process.kill("SIGKILL");
      await plugin.ended;
      engine.close();
    },
  };
}
