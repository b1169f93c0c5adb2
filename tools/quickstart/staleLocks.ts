import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "commerce-services-testkit/process/processId";

/**
 * Removes the stack's locks whose process is gone, as `pulumi cancel` would: a run that was killed
 * leaves one. A lock of a live process stays, and the engine then says who holds it.
 */
export function clearDeadLocks(backend: string): void {
  const locks = join(backend, ".pulumi", "locks");
  if (!existsSync(locks)) return;
  for (const name of readdirSync(locks, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const lock = JSON.parse(readFileSync(join(locks, name), "utf8")) as Lock;
    if (lock.hostname === hostname() && !isAlive(lock.pid)) rmSync(join(locks, name));
  }
}

interface Lock {
  readonly pid: number;
  readonly hostname: string;
}
