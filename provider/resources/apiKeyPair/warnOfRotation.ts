import {
  issueStopsOthers,
  rotationDeletesFirst,
  rotationOverlaps,
  rotationStops,
  suppliedRotation,
} from "../../errors/warnings";
import { environment as environmentOf } from "../fields";
import type { Offline } from "../lifecycle";
import type { Declared } from "./declared";
import type { ApiKeyPairState } from "./schema";

const issuedRotation = {
  exclusive: rotationStops,
  overlapping: rotationOverlaps,
  "delete-first": rotationDeletesFirst,
} as const;

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

/** Says on the pair's row what replacing it will do to those who use it. */
export function warnOfRotation(
  { issuer, publicKey, status }: Pick<ApiKeyPairState, "issuer" | "publicKey" | "status">,
  { configuration: { keyPolicy }, warn }: Offline,
): void {
  // A pair that is dead already: its replacement interrupts nobody any more.
  if (status === "refused") return;
  warn(
    issuer === "supplied"
      ? suppliedRotation(publicKey, keyPolicy)
      : issuedRotation[keyPolicy](publicKey),
  );
}
