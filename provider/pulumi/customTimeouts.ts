import type { Services } from "../clients";
import { isOutcomeUnknown } from "../http/errors";
import { PartialFailure } from "../resources/lifecycle";
import { operationTimedOut } from "./errors";

/**
 * Does the work, and aborts its calls when the time is up.
 *
 * @param timeoutMs 0 or undefined: as long as it takes
 */
export async function withinTime<T>(
  timeoutMs: number | undefined,
  services: Services,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  if (!timeoutMs) return work(services);
  const limit = new AbortController();
  const done = new AbortController();
  const timer = services.clock.sleep(timeoutMs, done.signal).then(
    () => limit.abort(),
    () => undefined,
  );
  try {
    return await work(services.within(limit.signal));
  } catch (error) {
    throw limit.signal.aborted ? outOfTime(error, timeoutMs / 1_000) : error;
  } finally {
    done.abort();
    await timer;
  }
}

/** What was made, or may have been, is told as ever; else that the time was up. */
function outOfTime(error: unknown, seconds: number): unknown {
  if (isOutcomeUnknown(error)) return error;
  const late = operationTimedOut(seconds, error);
  return error instanceof PartialFailure ? new PartialFailure(error.id, error.state, late) : late;
}
