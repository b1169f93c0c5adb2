import type { Configuration } from "../config/configuration";
import type { KeyPair } from "../keys";
import type { PortalKey } from "../portal";
import type { Row } from "../registry";
import { clientIdInvalid, jwtInvalid } from "../registry/errors";
import { otherMerchant, sharedAccess, signerRefused } from "./errors";
import { pairOf } from "./keyPair";
import type { Online } from "./lifecycle";

/** Whose account the rows are of; undefined where there are none, or they do not say. */
export const merchantOf = (rows: readonly Row[]): string | undefined =>
  rows.find(({ mageId }) => mageId)?.mageId;

/** Throws CS4101 when the rows are of another account than the one this stack is bound to. */
export function requireMerchant(
  rows: readonly Row[],
  what: string,
  { merchantId }: Configuration,
  recorded?: string,
): void {
  const found = merchantOf(rows);
  const expected = merchantId ?? recorded;
  if (found && expected && found !== expected) throw otherMerchant(what, found, expected);
}

/** The projects that the rows show: a row stands for one data space. */
export function projectsOf(rows: readonly Row[]): { projectId: string; projectName: string }[] {
  const names = new Map(rows.map(({ projectId, projectName }) => [projectId, projectName]));
  return [...names]
    .map(([projectId, projectName]) => ({ projectId, projectName }))
    .sort((a, b) => a.projectId.localeCompare(b.projectId));
}

/** Whether the gateway said that a half of the pair is invalid. */
export const isPairRefused = (error: unknown): boolean =>
  [clientIdInvalid.code, jwtInvalid.code].includes((error as { code?: string }).code ?? "");

/**
 * The account's rows for a refresh. A pair that died since the last run is drift of the pair, not
 * of those who sign with it: they keep their record, say so on their row, and take the new pair.
 */
export async function rowsOrRefused(
  state: { readonly keyPair?: KeyPair | undefined },
  { registry, configuration, warn }: Online,
): Promise<readonly Row[] | "refused"> {
  const pair = pairOf(state, configuration);
  try {
    return await registry.rows(pair);
  } catch (error) {
    if (!isPairRefused(error)) throw error;
    warn(signerRefused(pair.publicKey));
    return "refused";
  }
}

/** A row that is missing is gone only if the same merchant answered: another sees other rows. */
export const sameMerchantAnswered = (
  rows: readonly Row[],
  { merchantId }: { readonly merchantId?: string | undefined },
): boolean => merchantId !== undefined && merchantOf(rows) === merchantId;

/** What the portal says of the account that its token is of. */
interface PortalAccount {
  readonly merchantId: string;
  readonly role: string;
}

/**
 * What must hold of the portal's account before a pair is made or removed in it: it is the merchant
 * that this stack is bound to, and the token is the licence holder's. Errors: CS4101, CS4103.
 *
 * @param expected the merchant; undefined where nobody has named one
 */
export function requireOwnAccount(
  { merchantId, role }: PortalAccount,
  expected: string | undefined,
): void {
  if (expected && merchantId !== expected) {
    throw otherMerchant("the portal's account", merchantId, expected);
  }
  if (role !== "licence-holder") throw sharedAccess();
}

/** Whether the portal lists the pair as one that works, or will in a moment. */
export const isLive = ({ status }: PortalKey): boolean =>
  status !== "refused" && status !== "deleted";
