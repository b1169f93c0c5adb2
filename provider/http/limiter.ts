/** Runs a task as soon as one of a fixed number of slots is free, in the order of asking. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Our own rather than an agent's `maxSockets`: calls that create run on connections of their own,
 * and the limit is for both kinds together; and a call's timeout begins with its slot.
 */
export function createLimiter(slots: number): Limiter {
  // running <= slots. A finished task hands its slot to the first in the queue, uncounted.
  let running = 0;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (running < slots) running += 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
