import type { Emulator, EmulatorOptions } from "commerce-services-emulator";
import type { PropertyMap } from "commerce-services-testkit/wire/structs";
import { type ResourceName, recorded } from "commerce-services-testkit/wire/values";
import { afterAll, beforeAll } from "vitest";
import { answered, configFor, startService } from "../../protocol/support/setUp";
import { type Plugin, type PluginOptions, startPlugin } from "./plugin";

export const urnOf = (type: ResourceName, name: string) =>
  `urn:pulumi:dev::shop::commerce-services:index:${type}::${name}`;

/** Settings that lead to this emulator. */
export const settingsFor = (
  service: Emulator,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(configFor(service, more)).map(([key, value]) => [
      key.slice("commerce-services:".length),
      value,
    ]),
  );

/** One service and one plugin for all tests of a file. */
export function onePlugin(
  options: EmulatorOptions = {},
  settings: Readonly<Record<string, string>> = {},
  pluginOptions: PluginOptions = {},
) {
  const started = {} as { service: Emulator; plugin: Plugin };
  beforeAll(async () => {
    started.service = await startService(options);
    const { service } = started;
    started.plugin = await startPlugin({
      ...pluginOptions,
      settings: settingsFor(service, settings),
    });
  });
  afterAll(async () => {
    await started.plugin?.close();
    await started.service?.close();
  });
  return started;
}

/** What the engine has recorded, secrets in clear: as it hands them over. */
export interface Made {
  readonly urn: string;
  readonly id: string;
  readonly inputs: PropertyMap;
  readonly outs: PropertyMap;
}

/** Checks and creates, as the engine does for a resource that is new. */
export async function make(
  plugin: Plugin,
  type: ResourceName,
  name: string,
  declared: PropertyMap,
): Promise<Made> {
  const urn = urnOf(type, name);
  const inputs = await accepted(plugin, urn, {}, declared);
  const { id, outs } = answered(await plugin.create(urn, inputs));
  return { urn, id, inputs, outs: recorded(outs) };
}

/** Checked inputs; fails where the check does. */
export async function accepted(
  plugin: Plugin,
  urn: string,
  olds: PropertyMap,
  news: PropertyMap,
): Promise<PropertyMap> {
  const { inputs, failures } = answered(await plugin.check(urn, olds, news));
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return recorded(inputs);
}
