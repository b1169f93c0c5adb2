import type { Ending, KeyPolicy } from "../../domain/keyPolicy";
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
  if (supplied !== undefined || keyPolicy === "overlapping" || !success) return;
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
  { configuration: { keyPolicy }, run, warn }: Offline,
): void {
  const { publicKey } = old;
  const ending = endingOf(old, declared, keyPolicy);
  run.endings.set(publicKey, ending);
  // The replacement of a dead one interrupts nobody any more.
  if (ending !== "dead") warn(wordOf(old, ending, keyPolicy));
}

function wordOf({ issuer, publicKey }: Old, ending: Ending, keyPolicy: KeyPolicy): string {
  if (issuer === "supplied") return suppliedRotation(publicKey, ending, keyPolicy);
  if (ending === "portal") return issuedGivesWay(publicKey, keyPolicy);
  if (ending === "making") return rotationStops(publicKey);
  if (ending === "deletion") return rotationDeletesFirst(publicKey);
  const because =
    keyPolicy === "overlapping" ? "keyPolicy overlapping" : "the new one is of another environment";
  return rotationOverlaps(publicKey, because);
}

/** When the account ends the old pair, by who made it, who makes the next one, and its policy. */
function endingOf(
  { issuer, status, environment }: Old,
  declared: Declared,
  keyPolicy: KeyPolicy,
): Ending {
  if (status === "refused") return "dead";
  const isLast = issuer === "portal" ? "last" : "person";
  if (keyPolicy === "overlapping") return isLast;
  // A pair of the other environment ends none of this one. Deleted first it is all the same.
  if (declared.environment !== environment)
    return keyPolicy === "delete-first" && issuer === "portal" ? "deletion" : isLast;
  if (declared.supplied !== undefined) return "portal";
  if (keyPolicy === "exclusive") return "making";
  return issuer === "portal" ? "deletion" : "room";
}
