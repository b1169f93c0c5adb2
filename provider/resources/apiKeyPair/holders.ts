import type { Environment } from "../../domain/keyPair";
import { stopsOthers } from "../../domain/keyPolicy";
import type { Account } from "../../portal";
import { stackUnreadable } from "../../witness/errors";
import type { Halves } from "../../witness/forms";
import type { Marks } from "../../witness/marks";
import type { RecordedResource } from "../../witness/record";
import { type Holder, halvesOf, type Witness } from "../../witness/witness";
import { isLive } from "../account";
import type { Online } from "../lifecycle";
import { holdersLeftOut, leftOutUnknown, pairHeld, recordUnread } from "./errors";

/**
 * Two witnesses: this run, which knows of updates that failed a moment ago, and the engine's
 * record, which knows of resources that this run was told to leave out (`--target`), and of those
 * of other providers. Errors: CS4004.
 */
export async function requireUnheld(pair: Halves, { run, stack, resource }: Online): Promise<void> {
  const recorded = (await stack.holders(pair, run.made.get(resource)))
    // Its record may lag behind what this run has seen.
    .filter(({ urn }) => !run.holders.knows(urn))
    // What no program declares any more goes together with its successor.
    .filter(({ because }) => because.kind !== "unproven" || run.declared.has(resource));
  const named = new Set(recorded.map(({ urn }) => urn));
  const seen = run.holders.of(pair.publicKey).filter((urn) => !named.has(urn));
  const holders: Holder[] = [
    ...recorded,
    ...seen.map((urn) => ({ urn, because: { kind: "value" } }) as const),
  ];
  if (holders.length > 0) throw pairHeld(pair.publicKey, holders.map(wordOf).sort());
}

function wordOf({ urn, because }: Holder): string {
  if (because.kind === "value") return urn;
  if (because.kind === "unfinished") return `${urn} (whose last update did not finish)`;
  if (because.kind === "unproven")
    return `${urn} (which takes its place, and is not proven to work)`;
  if (because.kind === "reader")
    return `${urn} (which was not restarted since ${because.of} had it)`;
  return `${urn} (whose ${because.property} was made from it, and is not known to have changed since)`;
}

/**
 * Who is left out of the run would be left with a dead pair. Asked before anything is made or
 * deleted. Errors: CS4135.
 *
 * @param ending the pairs that the next call stops
 */
export function requireNobodyLeftOut(
  ending: readonly Halves[],
  before: Witness,
  { configuration, stack, inform }: Online,
): void {
  for (const pair of ending) {
    const holders = before.holders(pair).map(({ urn }) => urn);
    if (holders.length === 0) continue;
    const leftOut = stack.leftOut(holders);
    if (leftOut === undefined) inform(leftOutUnknown(pair.publicKey));
    else if (leftOut.length > 0)
      throw holdersLeftOut(pair.publicKey, leftOut, configuration.keyPolicy);
  }
}

/**
 * What must hold of the stack before a pair is made in this account: that its record can be read,
 * where making the pair ends another, and that this run leaves no holder of that one out. Answers
 * what is to be kept with the new pair, for the day on which the old ones are deleted.
 */
export async function requireRecord(
  environment: Environment,
  { merchantId }: Account,
  online: Online,
): Promise<HeldBefore | undefined> {
  const { configuration, stack, warn } = online;
  const ends = stopsOthers(configuration.keyPolicy);
  try {
    const before = await stack.before();
    if (ends) requireNobodyLeftOut(liveIn(before, environment, merchantId), before, online);
    const former = before.pairs.filter(isFormer(online)).map(halvesOf);
    return Object.fromEntries(former.map((pair) => [pair.publicKey, before.marksOf(pair)]));
  } catch (error) {
    if ((error as { code?: unknown }).code !== stackUnreadable.code) throw error;
    const keys = ends ? await online.portal().keys(environment) : [];
    if (keys.some(isLive)) throw error;
    warn(recordUnread());
    return undefined;
  }
}

/** A pair that this resource had: under its name, or under the one that it was renamed from. */
const isFormer =
  ({ run, resource }: Online) =>
  ({ urn, id }: RecordedResource) =>
    urn === resource || id === run.replaced.get(resource);

/** What was made from each pair that the resource had before this one was made. */
export type HeldBefore = Readonly<Record<string, Marks>>;

/** The recorded pairs that work, as far as the stack knows, and that a new one of this account stops. */
const liveIn = (before: Witness, environment: Environment, merchantId: string): Halves[] =>
  before.pairs
    .filter(({ outputs = {} }) => outputs.environment === environment)
    .filter(({ outputs = {} }) => outputs.status !== "refused")
    .filter(({ outputs = {} }) => (outputs.merchantId ?? merchantId) === merchantId)
    .map(halvesOf);
