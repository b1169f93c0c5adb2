import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** The command of the Pulumi CLI whose operation this process serves. */
export interface EngineCommand {
  /** Its path, as the system knows it. */
  readonly executable: string;
  /** Its arguments, without its name. */
  readonly args: readonly string[];
  /** Where it runs: below its project's folder, where a program need not be (`main`). */
  readonly folder?: string | undefined;
}

/** A process, as far as the system shows it. */
export interface ShownProcess extends EngineCommand {
  readonly parent: number;
}

/** Between the engine and this process stands a shell, or a launcher or two. */
const MOST_ANCESTORS = 5;

/** The CLI under any name that begins with its own; not one of the plugins that lie beside it. */
const CLI = /^pulumi(?!-(resource|language|analyzer|converter|tool)-)/;

/**
 * The command that started this process; undefined where the system does not show it.
 *
 * @param parent the id of this process's parent
 * @param show looks at a process; throws when there is none, or it is not shown
 */
export function findEngineCommand(
  parent: number,
  show: (pid: number) => ShownProcess = process.platform === "linux" ? showByProc() : showByPs,
): EngineCommand | undefined {
  let pid = parent;
  try {
    for (let generation = 0; generation < MOST_ANCESTORS && pid > 1; generation++) {
      const shown = show(pid);
      if (CLI.test(basename(shown.executable))) return shown;
      pid = shown.parent;
    }
  } catch {
    // It has ended, or is not for us to see: then nothing is known, which callers must say.
  }
  return undefined;
}

/** @param folder where Linux shows its processes */
export const showByProc =
  (folder = "/proc") =>
  (pid: number): ShownProcess => {
    const [name = "", ...args] = readFileSync(`${folder}/${pid}/cmdline`, "utf8").split("\0");
    // The parent's id comes second after the name in parentheses, which may hold anything.
    const stat = readFileSync(`${folder}/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return {
      executable: linkOf(`${folder}/${pid}/exe`) ?? name,
      args: args.slice(0, -1),
      folder: linkOf(`${folder}/${pid}/cwd`),
      parent,
    };
  };

/** Undefined for a process of another user. */
function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** macOS has no /proc. An argument with a blank in it comes as two. */
function showByPs(pid: number): ShownProcess {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, [...args, "-p", String(pid)], { encoding: "utf8" });
  const ask = (column: string) => run("ps", "-o", `${column}=`).trim();
  const executable = ask("comm");
  const [, ...args] = ask("command").replace(executable, "pulumi").split(/\s+/);
  // One field a line, its letter first: `n` is the path of what `cwd` stands for.
  const [, folder] = /^n(.+)$/m.exec(run("lsof", "-a", "-d", "cwd", "-Fn")) ?? [];
  return { executable, args, folder, parent: Number(ask("ppid")) };
}

/**
 * The flags of a command by their long names, the last value of each, unless all are asked for: as
 * the CLI reads them, from its arguments, and where an argument is absent from its twin in the
 * environment.
 */
export interface EngineFlags {
  /** `up`, `preview`, …; undefined where the command is not known. */
  readonly command: string | undefined;
  value(long: string): string | undefined;
  /** All values of a flag that may be given more than once. */
  values(long: string): readonly string[];
  /** Whether a flag that is on or off is on. */
  isOn(long: string): boolean;
}

/** What `pulumi` reads as true for a flag that is on or off. */
const TRUE = /^(1|t|T|true|TRUE|True)$/;

/** Flags that take a value from the next argument. All others are on or off, or have it after `=`. */
const WITH_VALUE = new Set([
  ...["color", "cwd", "memprofilerate", "otel-traces", "profiling", "tracing", "verbose"],
  ...["config", "config-file", "exclude", "import-file", "message", "override-env", "parallel"],
  ...["plan", "policy-pack", "policy-pack-config", "replace", "save-plan", "secrets-provider"],
  ...["stack", "target", "target-replace", "event-log", "exec-kind", "exec-agent", "client"],
]);

const LONG: Readonly<Record<string, string>> = {
  C: "cwd",
  c: "config",
  d: "debug",
  e: "emoji",
  f: "skip-preview",
  j: "json",
  m: "message",
  p: "parallel",
  Q: "fully-qualify-stack-names",
  r: "refresh",
  s: "stack",
  t: "target",
  v: "verbose",
  x: "exclude",
  y: "yes",
};

export function engineFlags(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): EngineFlags {
  const given: Given = new Map();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") break;
    const [, long, joined] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (long !== undefined) {
      const value = joined ?? (WITH_VALUE.has(long) ? args[++at] : "true");
      give(given, long, value ?? "");
    } else if (/^-[^-]/.test(arg)) {
      if (takesNext(arg, given)) give(given, lastOf(arg), args[++at] ?? "");
    } else words.push(arg);
  }
  const twin = (long: string) =>
    environment[`PULUMI_OPTION_${long.replaceAll("-", "_").toUpperCase()}`];
  const values = (long: string) =>
    given.get(long) ?? [twin(long)].filter((one) => one !== undefined);
  const value = (long: string) => values(long).at(-1);
  return { command: words[0], value, values, isOn: (long) => TRUE.test(value(long) ?? "") };
}

/** The values of each flag, in their order. */
type Given = Map<string, string[]>;

const give = (given: Given, long: string, value: string) =>
  given.set(long, [...(given.get(long) ?? []), value]);

const lastOf = (arg: string): string => LONG[arg.at(-1) ?? ""] ?? "";

/**
 * Reads letters that stand together, such as `-fv9`: each is on, until one takes the rest as its
 * value. Answers whether the last one takes the next argument.
 */
function takesNext(arg: string, given: Given): boolean {
  for (let at = 1; at < arg.length; at++) {
    const long = LONG[arg[at] ?? ""] ?? "";
    const rest = arg.slice(at + 1);
    if (rest.startsWith("=")) {
      give(given, long, rest.slice(1));
      return false;
    }
    if (WITH_VALUE.has(long)) {
      if (rest === "") return true;
      give(given, long, rest);
      return false;
    }
    give(given, long, "true");
  }
  return false;
}
