import type { Clock, Random } from "../context";

const FIRST_MS = 250;
const LONGEST_MS = 5_000;

export interface Patience {
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  timeoutMs: number;
}

/**
 * Looks at once, then at growing intervals until there is something to see or the time is up; the
 * last look is at the very end of it. Half of each interval is jitter: enough to spread callers,
 * and never a burst.
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
  { clock, random, signal, timeoutMs }: Patience,
): Promise<T | undefined> {
  const endsAt = clock.now() + timeoutMs;
  for (let interval = FIRST_MS; ; interval = Math.min(LONGEST_MS, interval * 2)) {
    const seen = await look();
    if (seen !== undefined) return seen;
    const left = endsAt - clock.now();
    if (left <= 0) return undefined;
    await clock.sleep(Math.min(left, Math.round(interval * (0.5 + random() / 2))), signal);
  }
}
