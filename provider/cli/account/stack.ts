import { type Configuration, parseConfiguration } from "../../config/configuration";
import { NAMESPACE } from "../../domain/namespace";
import { type RecordedResource, resourcesIn } from "../../witness/record";
import { configurationUnread, stackUnread } from "../errors";
import type { CliIo } from "../io";

/** Which stack a command speaks of; the selected one of this folder, unless told. */
export interface StackFlags {
  readonly stack?: string;
  readonly cwd?: string;
}

const selection = ({ stack, cwd }: StackFlags): string[] => [
  "--non-interactive",
  ...(stack === undefined ? [] : ["--stack", stack]),
  ...(cwd === undefined ? [] : ["--cwd", cwd]),
];

/** A stack's configuration, as `pulumi config` tells it: all of it, whoever reads it. */
export type StackConfiguration = Readonly<
  Record<string, { readonly value?: string; readonly secret?: boolean }>
>;

/** Errors: CS6020. */
export async function readConfiguration(flags: StackFlags, io: CliIo): Promise<StackConfiguration> {
  const text = await output(["config", "--json", "--show-secrets"], flags, io, configurationUnread);
  return JSON.parse(text) as StackConfiguration;
}

/** This provider's part of it, checked as the provider checks it. */
export function parseStack(entries: StackConfiguration, io: CliIo): Configuration {
  const prefix = `${NAMESPACE}:`;
  const names = Object.keys(entries)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  const get = (key: string) => entries[prefix + key]?.value;
  return parseConfiguration({ get, names, environment: io.environment });
}

export const configurationOf = async (flags: StackFlags, io: CliIo): Promise<Configuration> =>
  parseStack(await readConfiguration(flags, io), io);

/** What was set without `--secret`. */
export const plainEntries = (entries: StackConfiguration): [string, string][] =>
  Object.entries(entries).flatMap(([key, { value, secret }]) =>
    secret === true || value === undefined ? [] : [[key, value]],
  );

/** What the engine has recorded of the stack, its secrets in clear where they can be read here. */
export async function resourcesOf(flags: StackFlags, io: CliIo): Promise<RecordedResource[]> {
  const read = (...more: string[]) => output(["stack", "export", ...more], flags, io, stackUnread);
  return resourcesIn(await read("--show-secrets").catch(() => read()));
}

/** One of the stack's outputs, secret or not, as text. */
export async function stackOutput(
  name: string,
  flags: StackFlags,
  io: CliIo,
  unread: (reason: string) => Error,
): Promise<string> {
  return (await output(["stack", "output", name, "--show-secrets"], flags, io, unread)).trim();
}

async function output(
  command: readonly string[],
  flags: StackFlags,
  io: CliIo,
  unread: (reason: string) => Error,
): Promise<string> {
  let noise = "";
  const ran = await io.run("pulumi", [...command, ...selection(flags)], (text) => {
    noise += text;
  });
  if (ran.code === 0) return ran.stdout;
  throw unread(ran.failure ?? noise.trim().split("\n")[0] ?? `exit code ${ran.code}`);
}
