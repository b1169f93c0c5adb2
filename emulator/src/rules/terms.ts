/** The words of the domain, as the service and its portal use them. */

/** Which gateway, and which set of keys and data. */
export const ENVIRONMENTS = ["production", "sandbox"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The licence of an account that has one. */
export const EDITIONS = ["commerce", "open-source"] as const;
export type Edition = (typeof EDITIONS)[number];

/** What the account does with the old pair when a new one is made. */
export const KEY_POLICIES = ["exclusive", "overlapping", "delete-first"] as const;
export type KeyPolicy = (typeof KEY_POLICIES)[number];

/** Who is signed in at the portal. */
export const ROLES = ["licence-holder", "shared-access"] as const;
export type Role = (typeof ROLES)[number];

/** Spelled as on the wire. */
export const DATA_SPACE_TYPES = ["Production", "Testing"] as const;
export type DataSpaceType = (typeof DATA_SPACE_TYPES)[number];

export const JWT_CHECKS = ["lenient", "strict"] as const;
/** `lenient`: signature, algorithm and expiry. `strict`: every claim that the client of record sends. */
export type JwtChecks = (typeof JWT_CHECKS)[number];

/** A rule's answer: the value, or the reason why not. Rules never throw for what a caller may do. */
export type Outcome<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export const allowed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const refused = <Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal,
});
