import {
  rotationDeletesFirst,
  rotationOverlaps,
  rotationStops,
  suppliedRotation,
} from "../../errors/warnings";
import type { Offline } from "../lifecycle";
import type { ApiKeyPairState } from "./schema";

const issuedRotation = {
  exclusive: rotationStops,
  overlapping: rotationOverlaps,
  "delete-first": rotationDeletesFirst,
} as const;

/** Says on the pair's row what replacing it will do to those who use it. */
export function warnOfRotation(
  { issuer, publicKey }: Pick<ApiKeyPairState, "issuer" | "publicKey">,
  { configuration: { keyPolicy }, warn }: Offline,
): void {
  warn(
    issuer === "supplied"
      ? suppliedRotation(publicKey, keyPolicy)
      : issuedRotation[keyPolicy](publicKey),
  );
}
