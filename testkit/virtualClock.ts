import type { Clock } from "../provider/domain/clock";

/** Sleeping moves it and takes no time; what was slept is remembered. */
export function virtualClock(startMs: number): Clock & { slept: number[] } {
  let now = startMs;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
