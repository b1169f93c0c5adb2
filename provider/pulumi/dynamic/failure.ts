import { asCoded } from "../../domain/errors";
import type { Properties } from "../../domain/unknown";
import { PartialFailure } from "../../resources/lifecycle";
import type { InitFailure } from "./hostTypes";

/**
 * A failure as the host passes it on: always an Error, its text ours.
 *
 * @param write turns a state into properties of the wire, `__provider` included: without it a
 *   later delete or refresh of the resource could not load any code
 */
export function failure(
  error: unknown,
  write: (state: Properties) => Record<string, unknown>,
): Error {
  if (!(error instanceof PartialFailure)) return quiet(new Error(asCoded(error).message));
  const failed = new Error(error.message) as InitFailure;
  failed.id = error.id;
  failed.properties = write(error.state);
  failed.reasons = [error.message];
  return quiet(failed);
}

/** The host prints the stack of what check, diff, read and delete throw: people need the text alone. */
function quiet<E extends Error>(error: E): E {
  error.stack = "";
  return error;
}
