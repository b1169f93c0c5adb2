import { type KeyPolicy, keepsBoth, type PairEnd, pairEnd } from "../../domain/keyPolicy";
import { known } from "../../domain/unknown";
import { environment as environmentOf } from "../fields";
import type { Offline } from "../lifecycle";
import {
  issuedGivesWay,
  issueStopsOthers,
  rotationDeletesFirst,
  rotationOverlaps,
  rotationStops,
  suppliedRotation,
} from "../rotationWarnings";
import type { Declared } from "./rules";
import type { ApiKeyPairState } from "./schema";

/** Says on the row of a pair that is new what making it will do to the account's other one. */
export function warnOfIssue(
  { supplied, environment }: Declared,
  { configuration: { keyPolicy }, warn }: Offline,
): void {
  // Parsed, but not accepted yet: anything may stand here, and a warning must not repeat it.
  const { success, data } = environmentOf.safeParse(environment);
  if (supplied !== undefined || keepsBoth(keyPolicy) || !success) return;
  warn(issueStopsOthers(data, keyPolicy));
}

type Old = Pick<ApiKeyPairState, "issuer" | "publicKey" | "status" | "environment">;

/**
 * Says on the pair's row what replacing it will do to those who use it, and tells the run, for the
 * rows of those who sign with it.
 */
export function warnOfRotation(
  old: Old,
  declared: Declared,
  { configuration: { keyPolicy }, run, resource, warn }: Offline,
): void {
  const { publicKey, status } = old;
  const issuer = declared.supplied === undefined ? "portal" : "supplied";
  const next = { issuer, environment: known(declared.environment) } as const;
  const end = status === "refused" ? "already" : pairEnd(keyPolicy, old, next);
  run.pairEnds.set(publicKey, end);
  run.replaced.set(resource, publicKey);
  // The replacement of a dead one interrupts nobody any more.
  if (end !== "already") warn(wordOf(old, end, keyPolicy));
}

function wordOf({ issuer, publicKey }: Old, end: PairEnd, keyPolicy: KeyPolicy): string {
  if (issuer === "supplied") return suppliedRotation(publicKey, end, keyPolicy);
  if (end === "in the portal") return issuedGivesWay(publicKey, keyPolicy);
  if (end === "at creation") return rotationStops(publicKey);
  if (end === "before creation") return rotationDeletesFirst(publicKey);
  const because = keepsBoth(keyPolicy)
    ? `keyPolicy ${keyPolicy}`
    : "the new one is of another environment";
  return rotationOverlaps(publicKey, because);
}
