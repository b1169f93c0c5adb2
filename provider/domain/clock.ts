/**
 * Everything from the outside world that a lifecycle or a client may use. Handed in, never
 * reached for: a test hands in a virtual clock, the adapter the real one.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** A number in [0, 1), for jitter only: nothing secret is drawn from it. */
export type Random = () => number;
