import { requireOwnAccount } from "../../config/requireOwnAccount";
import { orphanInTheWay, policyContradicted } from "../../errors/account";
import { clientTokenUsed } from "../../errors/portal";
import { orphanRemoved, pairLeftAlone } from "../../errors/warnings";
import { isOutcomeUnknown } from "../../http/outcome";
import type { Account, Issued, PortalKey } from "../../portal";
import type { Online } from "../lifecycle";
import { clientToken, clientTokenBase, ordinalOf } from "./clientToken";
import { isLive } from "./isLive";
import type { ApiKeyPairInputs } from "./schema";

/**
 * How often a pair is asked for. A second time only after the account was looked at again: the
 * first answer may have been lost with a pair made, which is then found and removed as an orphan.
 */
const TRIES = 3;

/** Has the portal make a pair, and leaves no orphan of an interrupted run behind. */
export async function issuePair(
  inputs: ApiKeyPairInputs,
  online: Online,
): Promise<{ issued: Issued; account: Account }> {
  const portal = online.portal();
  const account = await portal.account();
  requireSuitable(account, online);
  const base = clientTokenBase(online.resource, inputs);
  const { environment, label } = inputs;
  for (let attempt = 1; ; attempt++) {
    const token = clientToken(base, await nextOrdinal(base, inputs, online));
    try {
      return { issued: await portal.issue({ environment, label, clientToken: token }), account };
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
    if (online.configuration.keyPolicy === "delete-first") throw orphanInTheWay(left);
    online.warn(pairLeftAlone(left));
  }
  return Math.max(0, ...mine.map(({ ordinal }) => ordinal)) + 1;
}

/**
 * Made by a run that was killed before the engine recorded it: nobody has its private key, so
 * nobody can have used it after the proof at its making, and the stack has no record of it.
 * The record decides for a pair made a moment ago, as `up --replace` right after an `up` shows:
 * by its use alone it would look like an orphan. A portal that does not say when a pair was last
 * used leaves the question open, and so nothing is removed.
 */
async function isOrphan({ publicKey, createdAt, lastUsedAt }: PortalKey, online: Online) {
  const proofEnds = Date.parse(createdAt) + online.configuration.verifyTimeoutMs;
  // Written so that a date that is not there or can't be read (NaN) counts as use.
  const unused = lastUsedAt === null || Date.parse(String(lastUsedAt)) <= proofEnds;
  return unused && !(await online.stack.records(publicKey));
}
