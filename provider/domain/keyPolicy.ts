import type { Environment } from "./keyPair";

export const KEY_POLICIES = ["exclusive", "overlapping", "delete-first"] as const;

/**
 * What the account does with the old pair when a new one is made: `exclusive`, it stops at once;
 * `overlapping`, both work; `delete-first`, a second one is refused until the first is deleted.
 *
 * What follows from it is decided in this file alone. The rows of a preview, the impact report, the
 * order of a replacement and the removal of a pair all ask here, so that none can contradict another.
 */
export type KeyPolicy = (typeof KEY_POLICIES)[number];

/** The cautious reading of Adobe's texts, which disagree: it announces an interruption. */
export const DEFAULT_KEY_POLICY: KeyPolicy = "exclusive";

export const isKeyPolicy = (value: unknown): value is KeyPolicy =>
  KEY_POLICIES.some((policy) => policy === value);

/** Whether several pairs of one environment work side by side. */
export const keepsBoth = (policy: KeyPolicy): boolean => policy === "overlapping";

/** Whether the making of a pair stops every other one of its environment. */
export const stopsOthers = (policy: KeyPolicy): boolean => policy === "exclusive";

/** Whether no pair can be made while the account has another one in that environment. */
export const takesNoSecond = (policy: KeyPolicy): boolean => policy === "delete-first";

/**
 * Whether the replacement of a pair begins with the deletion of the old one, while its dependants
 * still hold it. Also of a pair that moves to the other environment, where nothing is in its way:
 * the engine settles the order before it is told which inputs change.
 */
export const deletesFirst = (policy: KeyPolicy): boolean => takesNoSecond(policy);

/**
 * When a pair that is replaced stops working:
 *
 * - `already`: before, as a refresh has found;
 * - `in the portal`: before this run, when a person made the new one, or made room for it;
 * - `blocked`: before this run, when a person deletes it, for the new one can't be made earlier;
 * - `at creation`: the moment this run has the new one made;
 * - `before creation`: when this run deletes it, so that the new one can be made;
 * - `after dependants`: when this run deletes it, after every dependant has verified the new one;
 * - `by a person`: when a person deletes it, after this run.
 */
export type PairEnd =
  | "already"
  | "in the portal"
  | "blocked"
  | "at creation"
  | "before creation"
  | "after dependants"
  | "by a person";

/** The end of a pair that works until then. */
export type WorkingPairEnd = Exclude<PairEnd, "already">;

/** What decides when a pair ends. */
export interface IssuedOrSupplied {
  /** Made by the portal, for this stack; or supplied by a person, and then no call deletes it. */
  readonly issuer: "portal" | "supplied";
  /** Undefined: not known yet. */
  readonly environment: Environment | undefined;
}

/** When a working pair ends that gives way to the next one. */
export function pairEnd(
  policy: KeyPolicy,
  old: IssuedOrSupplied,
  next: IssuedOrSupplied,
): WorkingPairEnd {
  // The account itself ends a pair only within its environment, and what is unknown may be that one.
  const mayShare = (old.environment ?? next.environment) === (next.environment ?? old.environment);
  if (mayShare && !keepsBoth(policy)) {
    if (next.issuer === "supplied") return "in the portal";
    if (stopsOthers(policy)) return "at creation";
    if (old.issuer === "supplied") return "blocked";
  }
  if (old.issuer === "supplied") return "by a person";
  return deletesFirst(policy) ? "before creation" : "after dependants";
}
