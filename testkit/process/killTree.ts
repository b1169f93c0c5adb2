import { execFileSync } from "node:child_process";

/**
 * Kills a process and all that it started, at once and for good: language host and provider are
 * process groups of their own, so killing the CLI alone would leave them to finish their work.
 */
export function killTree(pid: number): void {
  // The children of 0 are everybody's.
  if (pid === 0) throw new Error("nothing was started that could be killed");
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
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
