import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** Between the engine and this process stands a shell, or a launcher or two. */
const MOST_ANCESTORS = 5;

/**
 * The command line of the engine that started this process, without its name. Empty where it can't
 * be told: only Linux shows it without starting another process.
 *
 * @param parent the id of this process's parent
 * @param folder where the system shows its processes
 */
export function engineArguments(parent: number, folder = "/proc"): readonly string[] {
  let pid = parent;
  try {
    for (let generation = 0; generation < MOST_ANCESTORS && pid > 1; generation++) {
      const [name = "", ...args] = readFileSync(`${folder}/${pid}/cmdline`, "utf8").split("\0");
      if (basename(name) === "pulumi") return args.filter((arg) => arg !== "");
      // The parent's id comes second after the name in parentheses, which may hold anything.
      const stat = readFileSync(`${folder}/${pid}/stat`, "utf8");
      pid = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    }
  } catch {
    // No such folder, or a process that has ended: then nothing is known.
  }
  return [];
}
