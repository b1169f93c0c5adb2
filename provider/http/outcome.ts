import { CommerceServicesError } from "../errors/CommerceServicesError";
import { outcomeUnknown } from "../errors/transport";

/**
 * Whether a creating call failed in a way that leaves open what the service did. Then look before
 * trying again; after any other failure nothing was made.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof CommerceServicesError && error.code === outcomeUnknown.code;
}
