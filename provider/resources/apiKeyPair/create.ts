import { asCoded, type CommerceServicesError } from "../../domain/errors";
import { takesNoSecond } from "../../domain/keyPolicy";
import { isOutcomeUnknown } from "../../http/errors";
import { canonicalPrivateKey, fingerprint, type KeyPair, sealer } from "../../keys";
import type { Account, Issued, PortalKey } from "../../portal";
import { clientTokenUsed } from "../../portal/errors";
import { jwtInvalid } from "../../registry/errors";
import { isLive, requireOwnAccount } from "../account";
import { policyContradicted } from "../errors";
import type { Online } from "../lifecycle";
import { PartialFailure } from "../lifecycle";
import { clientToken, clientTokenBase, ordinalOf } from "./clientToken";
import {
  adoptedKeyUnknown,
  adoptedWithoutPrivateHalf,
  issuedElsewhere,
  issuedUnusable,
  orphanInTheWay,
  orphanRemoved,
  pairLeftAlone,
} from "./errors";
import { type HeldBefore, requireRecord } from "./holders";
import type { ApiKeyPairInputs, ApiKeyPairState } from "./schema";
import { verifyPair, warnOfRetired } from "./verify";

type Created = { id: string; state: ApiKeyPairState };
type Supplied = NonNullable<ApiKeyPairInputs["supplied"]>;

/** Takes a pair that a person made. Nothing is made, so a failed verification leaves nothing behind. */
export async function takeSupplied(
  inputs: ApiKeyPairInputs,
  { publicKey, privateKey }: Supplied,
  online: Online,
): Promise<Created> {
  const { environment } = inputs;
  const verified =
    privateKey === undefined
      ? await adopt(environment, publicKey, online)
      : await verifyPair({ environment, publicKey, privateKey }, online, undefined);
  await warnOfRetired(inputs, online);
  const state: ApiKeyPairState = {
    ...inputs,
    publicKey,
    privateKey,
    fingerprint: privateKey === undefined ? undefined : fingerprint(privateKey),
    issuer: "supplied",
    createdAt: new Date(online.clock.now()).toISOString(),
    ...verified,
  };
  return { id: publicKey, state };
}

/** A pair whose private key is lost: the gateway knows it, and that is all there is to be known. */
async function adopt(
  environment: ApiKeyPairInputs["environment"],
  publicKey: string,
  { registry, warn }: Online,
) {
  const standing = await registry.probePublicKey(environment, publicKey);
  if (standing === "unknown") throw adoptedKeyUnknown(publicKey);
  warn(adoptedWithoutPrivateHalf(publicKey));
  return { projects: [], status: "unknown" as const };
}

/**
 * Has the portal make a pair, and verifies it. From the portal's answer on the private key is in
 * this process alone, so whatever fails later is thrown together with it; sealed, where it is to be.
 */
export async function makeIssued(inputs: ApiKeyPairInputs, online: Online): Promise<Created> {
  const seal = inputs.sealTo === undefined ? undefined : await sealer(inputs.sealTo);
  const { issued, account, heldBefore } = await issuePair(inputs, online);
  const { publicKey } = issued;
  const privateKey = await usable(issued, online);
  let state: ApiKeyPairState = {
    ...inputs,
    publicKey,
    fingerprint: fingerprint(privateKey),
    issuer: "portal",
    merchantId: account.merchantId,
    projects: [],
    createdAt: issued.createdAt ?? new Date(online.clock.now()).toISOString(),
    ...(heldBefore && Object.keys(heldBefore).length > 0 ? { heldBefore } : {}),
  };
  try {
    const kept = seal ? { sealedPrivateKey: await seal(privateKey) } : { privateKey };
    state = { ...state, ...kept };
    if (issued.environment !== inputs.environment) {
      throw issuedElsewhere(inputs.environment, issued.environment);
    }
    const pair = { environment: inputs.environment, publicKey, privateKey };
    const verified = await verifyPair(pair, online, account.merchantId);
    await warnOfRetired(inputs, online);
    return { id: publicKey, state: { ...state, ...verified } };
  } catch (error) {
    if (isOfAnother(error)) throw await discarded(publicKey, asCoded(error), online);
    throw new PartialFailure(publicKey, state, asCoded(error));
  }
}

/** The issued private key; one that can't be used is worth nothing, so its pair is removed again. */
async function usable({ publicKey, privateKey }: Issued, online: Online): Promise<string> {
  try {
    return canonicalPrivateKey(privateKey, "the issued privateKey");
  } catch (error) {
    throw await discarded(publicKey, asCoded(error), online);
  }
}

/** The gateway knows the public key and refuses the signature: the private half is another pair's. */
const isOfAnother = (error: unknown) => (error as { code?: unknown }).code === jwtInvalid.code;

/** Removes a pair that nobody can use; says of one that stays where it is. */
async function discarded(publicKey: string, reason: CommerceServicesError, online: Online) {
  const removed = await online
    .portal()
    .remove(publicKey)
    .then(
      () => true,
      () => false,
    );
  return issuedUnusable(publicKey, reason, removed);
}

/**
 * Verifies a recorded pair. One that was issued with another pair's private half stays wrong: it is
 * recorded as refused, so that the next run replaces it.
 */
export async function proven(pair: KeyPair, state: ApiKeyPairState, online: Online) {
  try {
    return await verifyPair(pair, online, state.merchantId);
  } catch (error) {
    if (state.issuer === "supplied" || !isOfAnother(error)) throw error;
    throw new PartialFailure(pair.publicKey, { ...state, status: "refused" }, asCoded(error));
  }
}

/**
 * How often a pair is asked for. A second time only after the account was looked at again: the
 * first answer may have been lost with a pair made, which is then found and removed as an orphan.
 */
const TRIES = 3;

/** Has the portal make a pair, and leaves no orphan of an interrupted run behind. */
export async function issuePair(
  inputs: ApiKeyPairInputs,
  online: Online,
): Promise<{ issued: Issued; account: Account; heldBefore: HeldBefore | undefined }> {
  const portal = online.portal();
  const account = await portal.account();
  requireSuitable(account, online);
  const { environment, label } = inputs;
  const heldBefore = await requireRecord(environment, account, online);
  const base = clientTokenBase(online.resource, inputs);
  for (let attempt = 1; ; attempt++) {
    const token = clientToken(base, await nextOrdinal(base, inputs, online));
    try {
      const issued = await portal.issue({ environment, label, clientToken: token });
      return { issued, account, heldBefore };
    } catch (error) {
      if (attempt === TRIES || !mayBeOursAlready(error)) throw error;
    }
  }
}

/** The answer was lost, or another run made the pair of this token between list and issue. */
const mayBeOursAlready = (error: unknown) =>
  isOutcomeUnknown(error) || (error as { code?: unknown }).code === clientTokenUsed.code;

/** What must hold of the account before anything is made in it. */
function requireSuitable(account: Account, { configuration }: Pick<Online, "configuration">): void {
  requireOwnAccount(account, configuration.merchantId);
  if (account.keyPolicy !== configuration.keyPolicy) {
    throw policyContradicted(configuration.keyPolicy, account.keyPolicy);
  }
}

/**
 * Removes the pairs that interrupted runs of this resource left behind, and gives the first
 * ordinal that no pair was made with.
 */
async function nextOrdinal(
  base: string,
  { environment }: ApiKeyPairInputs,
  online: Online,
): Promise<number> {
  const portal = online.portal();
  const mine = (await portal.keys(environment)).flatMap((key) => {
    const ordinal = ordinalOf(base, key.clientToken);
    return ordinal === undefined ? [] : [{ key, ordinal }];
  });
  const left: string[] = [];
  for (const { key } of mine.filter(({ key }) => isLive(key))) {
    if (await isOrphan(key, online)) {
      await portal.remove(key.publicKey);
      online.warn(orphanRemoved(key.publicKey));
    } else {
      left.push(key.publicKey);
    }
  }
  if (left.length > 0) {
    if (takesNoSecond(online.configuration.keyPolicy)) throw orphanInTheWay(left);
    online.warn(pairLeftAlone(left));
  }
  return Math.max(0, ...mine.map(({ ordinal }) => ordinal)) + 1;
}

/**
 * Made by a run that was killed before the engine recorded it: nobody has its private key, so
 * nobody can have used it after it was verified at its making, and the stack has no record of it.
 * The record decides for a pair made a moment ago, as `up --replace` right after an `up` shows:
 * by its use alone it would look like an orphan. A portal that does not say when a pair was last
 * used leaves the question open, and so nothing is removed.
 */
async function isOrphan({ publicKey, createdAt, lastUsedAt }: PortalKey, online: Online) {
  const verifiedBy = Date.parse(createdAt) + online.configuration.verifyTimeoutMs;
  // Written so that a date that is not there or can't be read (NaN) counts as use.
  const unused = lastUsedAt === null || Date.parse(String(lastUsedAt)) <= verifiedBy;
  return unused && !(await online.stack.records(publicKey));
}
