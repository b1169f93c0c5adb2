import { mustRunSync } from "./command";

/**
 * Kills a process and all that it started, at once and for good: language host and provider are
 * process groups of their own, so killing the CLI alone would leave them to finish their work.
 *
 * @param pid undefined where nothing could be started, which is an error
 */
export function killTree(pid: number | undefined): void {
  // The children of 0 are everybody's.
  if (!pid) throw new Error("nothing was started that could be killed");
  const table = mustRunSync("ps", ["-A", "-o", "pid=,ppid="])
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const parent of family) {
    family.push(...table.flatMap(([child = 0, its]) => (its === parent ? [child] : [])));
  }
  for (const member of family.reverse()) {
    try {
      process.kill(member, "SIGKILL");
    } catch (error) {
      // It ended by itself in the meantime.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
