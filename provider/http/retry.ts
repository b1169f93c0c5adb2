/** An attempt that brought no answer, or one of 429 and 5xx. */
export interface Attempt {
  /** 1 for the first. */
  attempt: number;
  /** Attempts allowed in all. */
  limit: number;
  creates: boolean;
  /** Whether any byte of the call may have left this machine. */
  sent: boolean;
  /** Absent when the answer's head never came. */
  status?: number;
  /** The failure may pass by itself: refused, reset, timed out, broken off. Not: a wrong name, TLS. */
  passing: boolean;
}

export type Verdict = "give up" | "wait as told" | "back off";

type Rule = (attempt: Attempt) => Verdict | false;

/** The first rule that answers decides; their order is the policy. */
export const retryRules: readonly Rule[] = [
  ({ attempt, limit }) => attempt >= limit && "give up",
  // A private key is told once, a project stays for ever: a blind second call would leave an orphan.
  ({ creates, sent }) => creates && sent && "give up",
  // The server may name the time: Retry-After, RFC 9110 section 10.2.3.
  ({ status }) => (status === 429 || status === 503) && "wait as told",
  // A gateway between us and the service failed, not the service itself.
  ({ status }) => (status === 502 || status === 504) && "back off",
  ({ passing }) => passing && "back off",
  // What no rule names is not retried: 500 is the service's own word, and final.
  () => "give up",
];

export function decideRetry(attempt: Attempt): Verdict {
  for (const rule of retryRules) {
    const verdict = rule(attempt);
    if (verdict) return verdict;
  }
  return "give up";
}

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

/**
 * Largest answer that is taken. The largest lawful one is the registry's list: about 1 KB a data
 * space, so this is room for 30,000 of them, and it keeps a stray download out of memory.
 */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Attempts after the first, and all waiting between them: a person is watching the row. */
export const RETRIES = 4;

export const RETRY_BUDGET_MS = 60_000;

/** A wait that is long enough to be told to whoever is watching. */
export const WORTH_TELLING_MS = 2_000;
