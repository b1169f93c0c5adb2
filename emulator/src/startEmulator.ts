import { randomBytes } from "node:crypto";
import type { AccountSettings } from "./account/accounts";
import { changeAccount } from "./account/accounts";
import type { Core } from "./account/core";
import { World } from "./account/world";
import { VirtualClock } from "./clock";
import { plant } from "./documents/plant";
import { FaultRules } from "./faults/rules";
import { byHand } from "./handles";
import { CallLog } from "./http/callLog";
import { listenAll } from "./http/listenAll";
import { isLoopback } from "./http/loopback";
import { sharedPairs } from "./keySource";
import type { EmulatorOptions } from "./options";
import type { KeyPolicy } from "./rules/terms";
import { memoryJournal } from "./store/memoryJournal";

const DEFAULT_MAGE_ID = "MAG005500000";

export type Emulator = Awaited<ReturnType<typeof startEmulator>>;

/**
 * Starts the service: production gateway, sandbox gateway and portal, all answering once this
 * resolves.
 *
 * @example
 * const emulator = await startEmulator({ keyPolicy: "overlapping" });
 * const pair = await emulator.issueKey("production");
 * // ... sign with pair.privateKey, call emulator.gatewayUrl ...
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}) {
  const host = options.host ?? "127.0.0.1";
  if (!isLoopback(host) && !(options.allowRemote && options.portalToken))
    throw new Error(
      `Listening on ${host} lets other machines make keys: say so (allowRemote) and choose a portalToken.`,
    );
  const clock = new VirtualClock(options.clock);
  const journal = await journalOf(options);
  const portalToken = options.portalToken ?? journal.portalToken(newToken);
  const world = new World(journal);
  const mageId = options.mageId ?? options.seed?.mageId ?? DEFAULT_MAGE_ID;
  const core: Core = {
    world,
    clock,
    mageId,
    keySource: options.keySource ?? sharedPairs,
    jwt: {
      checks: options.jwtChecks ?? "lenient",
      longestLifeSeconds: options.jwtLongestLifeSeconds ?? 600,
    },
  };
  const fillAnew = async () => world.replace(await initialContents(options, mageId, clock.now()));
  if (!world.account(mageId)) {
    if (!world.isEmpty) {
      world.close();
      throw new Error(`The data file holds another account than ${mageId}.`);
    }
    await fillAnew();
  } else changeAccount(core, settingsOf(options));

  const faults = new FaultRules();
  const log = new CallLog(clock, options.callsKept);
  const hands = byHand(core);
  /** Back to the start: the seed's contents, no faults, an empty log, the source's time. */
  const reset = async (): Promise<void> => {
    clock.reset();
    faults.clear();
    log.clear();
    await fillAnew();
  };
  const controls = { core, faults, log, hands, reset };
  const listeners = await listenAll({ ...options, host, portalToken, controls }).catch(
    (error: unknown) => {
      world.close();
      throw error;
    },
  );

  return {
    ...listeners.urls,
    portalToken,
    merchantId: mageId,
    ...hands,
    setKeyPolicy: (keyPolicy: KeyPolicy) => void changeAccount(core, { keyPolicy }),
    clock,
    faults,
    /** The logged calls, oldest first; only those after a `sequence` when one is given. */
    calls: (since?: number) => log.since(since),
    onCall: log.onCall.bind(log),
    /** Everything the service knows, as a document that `restore` and the CLI take. */
    snapshot: async () => (await import("./documents/snapshot.js")).takeSnapshot(world.contents()),
    restore: async (snapshot: unknown) =>
      world.replace(
        (await import("./documents/snapshot.js")).readSnapshot(snapshot, { holding: mageId }),
      ),
    reset,
    /** Ends all three listeners. Calls under way are given a second. */
    async close(): Promise<void> {
      clock.wakeAll();
      await listeners.close();
      world.close();
    },
  };
}

const newToken = () => randomBytes(24).toString("hex");

/** The database is loaded only by those who asked for a file. */
const journalOf = async ({ data }: EmulatorOptions) =>
  data === undefined
    ? memoryJournal()
    : (await import("./store/sqliteJournal.js")).sqliteJournal(data);

/** The schema library is loaded only by those who gave a seed. */
async function initialContents(options: EmulatorOptions, mageId: string, now: number) {
  const seed = options.seed
    ? (await import("./documents/readSeed.js")).readSeed(options.seed)
    : { standing: "licensed" as const };
  return plant(seed, mageId, settingsOf(options), now);
}

/** What the caller said outright goes before the seed and before what the file remembers. */
function settingsOf({
  edition,
  keyPolicy,
  role,
  maxProjects,
  propagation,
}: EmulatorOptions): AccountSettings {
  return {
    ...(edition && { standing: { state: "licensed" as const, edition } }),
    ...(keyPolicy && { keyPolicy }),
    ...(role && { role }),
    ...(maxProjects !== undefined && { maxProjects }),
    ...(propagation && { propagation: { newKeyMs: 0, deletedKeyMs: 0, ...propagation } }),
  };
}
