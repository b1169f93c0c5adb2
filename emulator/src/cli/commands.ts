import { existsSync } from "node:fs";
import { World } from "../account/world";
import { readSnapshot, takeSnapshot } from "../documents/snapshot";
import { sqliteJournal } from "../store/sqliteJournal";
import { control, type RemoteFlags, readJsonFile, show } from "./remote";

/** Flags of `fault add`, each a field of the fault or of its effect. */
export interface FaultFlags extends RemoteFlags {
  readonly operation: string;
  readonly effect: string;
  readonly when?: string;
  readonly ms?: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly as?: string;
  readonly value?: string;
  readonly times?: number | null;
  readonly after?: number;
  readonly listener?: string;
  readonly publicKey?: string;
  readonly probability?: number;
  readonly seed?: number;
}

export async function addFault(flags: FaultFlags): Promise<void> {
  const { readyFile, effect, when, ms, status, retryAfter, as, value, ...rules } = flags;
  // What is missing stays out of the JSON, and the schema on the other side says what is needed.
  const fault = {
    ...rules,
    effect: { kind: effect, when, ms, status, retryAfterSeconds: retryAfter, as, value },
  };
  show(await control({ readyFile }, "POST", "faults", fault));
}

export const listFaults = async (flags: RemoteFlags) => show(await control(flags, "GET", "faults"));

export const clearFaults = async (flags: RemoteFlags) =>
  show(await control(flags, "DELETE", "faults"));

export const setClock = async (flags: RemoteFlags, change?: object) =>
  show(await (change ? control(flags, "POST", "clock", change) : control(flags, "GET", "clock")));

export const listCalls = async (flags: RemoteFlags & { readonly since: number }) =>
  show(await control(flags, "GET", `calls?since=${flags.since}`));

/** Flags of `key`: those of the wish, and where the pair goes. */
export interface KeyFlags extends RemoteFlags {
  readonly environment: string;
  readonly label: string;
  readonly output?: string;
}

/** A pair made by hand, as in the portal's page. The private key goes out here and is kept nowhere. */
export const makeKey = async ({ readyFile, output, ...wish }: KeyFlags) =>
  show(await control({ readyFile }, "POST", "keys", wish), output);

export const reset = async (flags: RemoteFlags) => show(await control(flags, "POST", "reset"));

/** Of a running emulator, or of a data file that none uses. */
export interface SnapshotFlags {
  readonly readyFile?: string;
  readonly data?: string;
  readonly output?: string;
}

export async function snapshot({ readyFile, data, output }: SnapshotFlags): Promise<void> {
  if (readyFile) return show(await control({ readyFile }, "GET", "snapshot"), output);
  const path = neededData(data);
  if (!existsSync(path)) throw new Error(`${path} does not exist.`);
  withWorld(path, (world) => show(takeSnapshot(world.contents()), output));
}

export async function restore(file: string, { readyFile, data }: SnapshotFlags): Promise<void> {
  const document = readJsonFile(file);
  if (readyFile) return show(await control({ readyFile }, "PUT", "snapshot", document));
  const contents = readSnapshot(document, { document: `The snapshot ${file}` });
  withWorld(neededData(data), (world) => world.replace(contents));
}

function neededData(data: string | undefined): string {
  if (data) return data;
  throw new Error("Say which: --ready-file of a running emulator, or --data of one that is not.");
}

function withWorld(path: string, action: (world: World) => void): void {
  const world = new World(sqliteJournal(path));
  try {
    action(world);
  } finally {
    world.close();
  }
}
