import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** From this level on the engine logs every call to a provider (measured: CLI 3.259.0). */
const LEAKING_LEVEL = 9;

/**
 * What of this run shows private keys in clear, each as a person would name it: the engine writes
 * them there by itself (docs/security.md).
 *
 * @param argv of the engine's process, without its name; empty where that can't be told
 */
export function debugOutputs(
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): string[] {
  const level = Math.max(0, ...argv.map((arg, at) => levelIn(arg, argv[at + 1])));
  const isJson = argv.some((arg) => /^(-j|--json(=true)?)$/.test(arg));
  // Flags of every command may stand before its name.
  const isUp = argv.some((arg) => /^(up|update)$/.test(arg));
  const isDebug = argv.some((arg) => /^(-d|--debug(=true)?)$/.test(arg));
  return [
    ...(environment.PULUMI_DEBUG_GRPC ? ["PULUMI_DEBUG_GRPC"] : []),
    ...(level >= LEAKING_LEVEL ? [`-v=${level}`] : []),
    ...(isDebug ? ["--debug"] : []),
    // A preview's JSON is a document of another kind, in which secrets are masked.
    ...(isJson && isUp ? ["up --json"] : []),
  ];
}

/** `-v=9`, `-v9`, `-v 9`, and the same with `--verbose`; 0 for anything else. */
function levelIn(arg: string, next: string | undefined): number {
  const [, joined] = /^(?:-v=?|--verbose=)(\d+)$/.exec(arg) ?? [];
  if (joined !== undefined) return Number(joined);
  return /^(-v|--verbose)$/.test(arg) && /^\d+$/.test(next ?? "") ? Number(next) : 0;
}

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
