import type { Account } from "./account";
import { allowed, type Environment, type KeyPolicy, type Outcome, refused } from "./terms";

/** Why a pair no longer works, and from when on the gateway knows. Times in ms since the epoch. */
export interface KeyEnd {
  readonly by: "superseded" | "deleted";
  readonly at: number;
  readonly refusedFrom: number;
}

/**
 * A pair as the account remembers it. There is no field for the private key: it is answered once,
 * from memory, and is nowhere afterwards.
 */
export interface KeyRecord {
  readonly publicKey: string;
  readonly mageId: string;
  readonly environment: Environment;
  readonly label: string;
  readonly clientToken: string | null;
  /** The half that verifies signatures, SPKI PEM. */
  readonly verifier: string;
  readonly createdAt: number;
  readonly acceptedFrom: number;
  readonly end: KeyEnd | null;
  readonly lastUsedAt: number | null;
}

/** What a pair is at one moment. Derived, never stored, so that it cannot disagree with the clock. */
export type KeyState =
  /** Made, but the gateway does not know it yet. */
  | { readonly state: "pending"; readonly acceptedFrom: number }
  | { readonly state: "accepted" }
  /** Stopped by a newer pair (policy `exclusive`). The portal still lists it. */
  | { readonly state: "refused"; readonly supersededAt: number }
  /** Gone from the portal. The gateway may accept it until `refusedFrom`. */
  | { readonly state: "deleted"; readonly deletedAt: number; readonly refusedFrom: number };

export function stateOf(key: KeyRecord, now: number): KeyState {
  const { end, acceptedFrom } = key;
  if (end?.by === "deleted")
    return { state: "deleted", deletedAt: end.at, refusedFrom: end.refusedFrom };
  if (end !== null && (now >= end.refusedFrom || now < acceptedFrom))
    return { state: "refused", supersededAt: end.at };
  if (now < acceptedFrom) return { state: "pending", acceptedFrom };
  return { state: "accepted" };
}

/** The gateway's view, which lags behind the portal's by the propagation delays. */
export function gatewayAccepts(key: KeyRecord, now: number): boolean {
  return now >= key.acceptedFrom && (key.end === null || now < key.end.refusedFrom);
}

/** Not ended: it works or soon will. Only live pairs hold their client token. */
export const isLive = (key: KeyRecord): boolean => key.end === null;

export const isListed = (key: KeyRecord): boolean => key.end?.by !== "deleted";

/** The transition table of the three policies: what making a new pair does to the live ones. */
export const onNewKey = {
  exclusive: "supersede",
  overlapping: "keep",
  "delete-first": "refuse",
} as const satisfies Record<KeyPolicy, "supersede" | "keep" | "refuse">;

export type KeyRefusal =
  | { readonly code: "licence_holder_only" }
  | { readonly code: "account_blocked" }
  | { readonly code: "client_token_used"; readonly publicKey: string }
  | { readonly code: "key_limit"; readonly publicKey: string }
  | { readonly code: "not_found" };

export interface KeyRequest {
  readonly environment: Environment;
  readonly label: string;
  readonly clientToken: string | null;
}

/** Why this pair may not be made, if so. `existing`: the account's pairs of both environments. */
export function issueRefusal(
  account: Account,
  existing: Iterable<KeyRecord>,
  request: KeyRequest,
): KeyRefusal | null {
  if (account.role !== "licence-holder") return { code: "licence_holder_only" };
  if (account.standing.state === "invoice-pending") return { code: "account_blocked" };
  let live: KeyRecord | undefined;
  for (const key of existing) {
    if (!isLive(key)) continue;
    // Before the limit: a repeated call should learn that its pair exists, whatever the policy.
    // Across environments: a token stands for one pair, and production and sandbox are two.
    if (request.clientToken !== null && key.clientToken === request.clientToken)
      return { code: "client_token_used", publicKey: key.publicKey };
    if (key.environment === request.environment) live ??= key;
  }
  if (live && onNewKey[account.keyPolicy] === "refuse")
    return { code: "key_limit", publicKey: live.publicKey };
  return null;
}

/** The new record, and every other record that its making changes. */
export function issueKey(
  account: Account,
  existing: readonly KeyRecord[],
  request: KeyRequest,
  made: { readonly publicKey: string; readonly verifier: string },
  now: number,
): Outcome<{ key: KeyRecord; superseded: KeyRecord[] }, KeyRefusal> {
  const refusal = issueRefusal(account, existing, request);
  if (refusal) return refused(refusal);
  const key: KeyRecord = {
    ...made,
    mageId: account.mageId,
    environment: request.environment,
    label: request.label,
    clientToken: request.clientToken,
    createdAt: now,
    acceptedFrom: now + account.propagation.newKeyMs,
    end: null,
    lastUsedAt: null,
  };
  const superseded =
    onNewKey[account.keyPolicy] === "supersede"
      ? existing
          .filter((other) => isLive(other) && other.environment === request.environment)
          .map((other) => ended(other, "superseded", account, now))
      : [];
  return allowed({ key, superseded });
}

export function deleteKey(
  account: Account,
  key: KeyRecord | undefined,
  now: number,
): Outcome<KeyRecord, KeyRefusal> {
  if (account.role !== "licence-holder") return refused({ code: "licence_holder_only" });
  if (!key || !isListed(key)) return refused({ code: "not_found" });
  return allowed(ended(key, "deleted", account, now));
}

export function renameKey(
  key: KeyRecord | undefined,
  label: string,
): Outcome<KeyRecord, KeyRefusal> {
  if (!key || !isListed(key)) return refused({ code: "not_found" });
  return allowed({ ...key, label });
}

function ended(key: KeyRecord, by: KeyEnd["by"], account: Account, now: number): KeyRecord {
  const refusedFrom = now + account.propagation.deletedKeyMs;
  // What a newer pair stopped stays stopped: deleting it later must not make it work again.
  const earlier = key.end?.refusedFrom ?? Number.POSITIVE_INFINITY;
  return { ...key, end: { by, at: now, refusedFrom: Math.min(earlier, refusedFrom) } };
}
