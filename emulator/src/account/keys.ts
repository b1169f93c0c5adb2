import type { RsaPair } from "../keySource";
import type { Account } from "../rules/account";
import {
  deleteKey,
  isListed,
  issueKey,
  issueRefusal,
  type KeyRecord,
  type KeyRefusal,
  type KeyRequest,
  renameKey,
} from "../rules/keys";
import { allowed, type Environment, type Outcome, refused } from "../rules/terms";
import { accountOf } from "./accounts";
import { type Core, newPublicKey } from "./core";
import type { Change } from "./world";

/** How many deleted pairs are remembered, so that a run of a million does not fill the memory. */
const REMEMBERED_DELETED = 100;

/** The resolution of `lastUsedAt`: see {@link noteUse}. */
const USE_RESOLUTION_MS = 1_000;

export interface IssuedPair {
  readonly key: KeyRecord;
  /** Only here. It is answered to the caller and never kept. */
  readonly privateKey: string;
}

export async function issue(
  core: Core,
  request: KeyRequest,
  as: Account = accountOf(core),
): Promise<Outcome<IssuedPair, KeyRefusal>> {
  const { world, clock } = core;
  const early = issueRefusal(as, world.keysOf(as.mageId), request);
  if (early) return refused(early);
  const pair = await core.keySource();
  return record(core, request, as, pair, clock.now());
}

/**
 * Decided again, and saved, without a pause in between: while the pair was being made another call
 * with the same client token may have finished.
 */
function record(
  { world }: Core,
  request: KeyRequest,
  account: Account,
  pair: RsaPair,
  now: number,
): Outcome<IssuedPair, KeyRefusal> {
  const made = { publicKey: newPublicKey(), verifier: pair.verifier };
  const existing = [...world.keysOf(account.mageId)];
  const outcome = issueKey(account, existing, request, made, now);
  if (!outcome.ok) return outcome;
  const { key, superseded } = outcome.value;
  world.commit([
    ...[...superseded, key].map((value) => ({ kind: "key" as const, value })),
    ...forgettable(existing, now),
  ]);
  return allowed({ key, privateKey: pair.privateKey });
}

function forgettable(existing: readonly KeyRecord[], now: number): Change[] {
  const gone = existing.filter((key) => !isListed(key) && now >= (key.end?.refusedFrom ?? 0));
  return gone
    .slice(0, Math.max(0, gone.length - REMEMBERED_DELETED))
    .map(({ publicKey }) => ({ kind: "keyForgotten", publicKey }));
}

export function listKeys(core: Core, environment: Environment | null): KeyRecord[] {
  return [...core.world.keysOf(core.mageId)].filter(
    (key) => isListed(key) && (environment === null || key.environment === environment),
  );
}

export function remove(
  core: Core,
  publicKey: string,
  as: Account = accountOf(core),
): Outcome<KeyRecord, KeyRefusal> {
  const outcome = deleteKey(as, ownKey(core, publicKey, as), core.clock.now());
  if (outcome.ok) core.world.commit([{ kind: "key", value: outcome.value }]);
  return outcome;
}

export function rename(
  core: Core,
  publicKey: string,
  label: string,
): Outcome<KeyRecord, KeyRefusal> {
  const outcome = renameKey(ownKey(core, publicKey, accountOf(core)), label);
  if (outcome.ok) core.world.commit([{ kind: "key", value: outcome.value }]);
  return outcome;
}

/** Another account's key is, to this portal, not there. */
function ownKey({ world }: Core, publicKey: string, { mageId }: Account): KeyRecord | undefined {
  const key = world.key(publicKey);
  return key?.mageId === mageId ? key : undefined;
}

/**
 * Remembers that the gateway accepted a call signed with this pair. The first use is saved before
 * the call is answered (it decides whether a pair counts as an orphan); later ones
 * count by the second, since a write for every read would cost more than the signature.
 */
export function noteUse(core: Core, key: KeyRecord): void {
  const now = core.clock.now();
  if (key.lastUsedAt !== null && now - key.lastUsedAt < USE_RESOLUTION_MS) return;
  core.world.commit([{ kind: "key", value: { ...key, lastUsedAt: now } }]);
}
