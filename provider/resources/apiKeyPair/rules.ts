import type { Configuration } from "../../config/configuration";
import type { CommerceServicesError } from "../../domain/errors";
import { isProperties, type Previewed, UNKNOWN, type Unknown } from "../../domain/unknown";
import { portalMissing } from "../errors";
import type { Offline } from "../lifecycle";
import { retiredIsCurrent, sealedWithSupplied, suppliedWithKeepers } from "./errors";
import type { ApiKeyPairInputs, ApiKeyPairState } from "./schema";

/** The declaration as a preview sees it: its parts may be unknown yet. */
export type Declared = Exclude<Previewed<ApiKeyPairInputs>, Unknown>;

/** What a schema of single fields can't say. */
export function rulesBroken(
  { supplied, keepers, sealTo, retired }: Declared,
  { portalUrl }: Configuration,
): CommerceServicesError[] {
  const broken: CommerceServicesError[] = [];
  if (supplied !== undefined && keepers !== undefined) broken.push(suppliedWithKeepers());
  if (supplied !== undefined && sealTo !== undefined) broken.push(sealedWithSupplied());
  if (supplied === undefined && !portalUrl) broken.push(portalMissing());
  const own = publicKeyIn(supplied);
  const index = own && Array.isArray(retired) ? retired.indexOf(own) : -1;
  if (index >= 0) broken.push(retiredIsCurrent(index));
  return broken;
}

/** Tells the run that this public key is somebody's current pair: nobody is told to delete it. */
export function declareCurrent({ supplied }: Declared, { run, resource }: Offline): void {
  const publicKey = publicKeyIn(supplied);
  if (publicKey) run.current.set(resource, publicKey);
}

/**
 * Whether the declaration still means the recorded pair. Supplying the very pair that the portal
 * issued takes it over; letting go of a supplied one asks for an issued one, which is another.
 */
export function suppliesSamePair(state: ApiKeyPairState, { supplied }: Declared): boolean {
  if (supplied === undefined) return state.issuer === "portal";
  return publicKeyIn(supplied) === state.publicKey;
}

function publicKeyIn(supplied: unknown): string | undefined {
  if (supplied === UNKNOWN || !isProperties(supplied)) return undefined;
  return typeof supplied.publicKey === "string" ? supplied.publicKey : undefined;
}
