import type { CommerceServicesError } from "../errors/CommerceServicesError";

/**
 * A failure after the service had already made or changed something. Carries the id and the state
 * reached, so that the engine records them: a private key is answered once, and a resource that
 * is not recorded is lost. The next run finishes the work through `update`.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  constructor(
    readonly id: string,
    readonly state: Readonly<Record<string, unknown>>,
    readonly reason: CommerceServicesError,
  ) {
    super(reason.message, { cause: reason });
  }
}
