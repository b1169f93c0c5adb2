import { mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface LockOptions {
  /** Called once if somebody else holds it. */
  readonly onWait?: () => void;
  readonly signal?: AbortSignal;
  readonly staleAfterMs?: number;
  readonly pollMs?: number;
}

/**
 * Does the work while no other process holds the lock: a folder, since making one is atomic
 * everywhere. Its holder touches it again and again; one that was killed stops doing so, and its
 * lock is taken over.
 *
 * It saves work, no more: two processes that both take over a dead lock both do the work. So the
 * work must end in one atomic step of its own.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { onWait, signal, staleAfterMs = 30_000, pollMs = 500 }: LockOptions = {},
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  let waited = false;
  while (!(await taken(path))) {
    if (await isStale(path, staleAfterMs)) {
      await removeStale(path, staleAfterMs);
      continue;
    }
    if (!waited) onWait?.();
    waited = true;
    await sleep(pollMs, undefined, { signal });
  }
  const touch = () => utimes(path, new Date(), new Date()).catch(() => {});
  const heartbeat = setInterval(touch, staleAfterMs / 6);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { recursive: true, force: true });
  }
}

async function taken(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw e;
  }
}

async function isStale(path: string, staleAfterMs: number): Promise<boolean> {
  const touched = await stat(path).catch(() => undefined);
  return touched !== undefined && Date.now() - touched.mtimeMs > staleAfterMs;
}

/** Of two that try, one wins the rename. The other may catch the winner's new lock: it is put back. */
async function removeStale(path: string, staleAfterMs: number): Promise<void> {
  const aside = `${path}.stale-${process.pid}`;
  await rename(path, aside).catch(() => {});
  if (await isStale(aside, staleAfterMs)) await rm(aside, { recursive: true, force: true });
  else await rename(aside, path).catch(() => {});
}
