/** Ceiling of the first wait; doubles with each attempt. */
const FIRST_MS = 300;
const LONGEST_MS = 10_000;
/** Spread on top of a wait that we were told, so that callers told the same don't return as one. */
const SPREAD_MS = 250;

/**
 * Milliseconds that a `Retry-After` asks for: whole seconds or an HTTP date (RFC 9110, 10.2.3).
 * Undefined for anything else; 0 for a date gone by.
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse takes nearly anything (`5.5`, `-3`); an HTTP date begins with the day's name.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

export interface Timing {
  /** The attempt that failed: 1 for the first. */
  attempt: number;
  /** What the server told, if anything. */
  toldMs: number | undefined;
  /** What is left of the budget for waiting. */
  budgetMs: number;
  /** In [0, 1). */
  random: number;
}

/**
 * How long to wait before the next attempt. Undefined: longer than there is time, so don't. A wait
 * that was told is never cut short: to come early is to be sent away again.
 *
 * Untold waits have full jitter (uniform from 0): of all spreads it makes the least work for a
 * server that has many clients back at once.
 */
export function retryDelayMs({ attempt, toldMs, budgetMs, random }: Timing): number | undefined {
  const wait =
    toldMs === undefined
      ? random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1))
      : toldMs + random * SPREAD_MS;
  return wait > budgetMs ? undefined : Math.round(wait);
}
