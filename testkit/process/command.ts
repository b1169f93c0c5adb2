import { basename } from "node:path";
import { x, xSync } from "tinyexec";

/*
 * The one place that starts processes for tests and tools (see .dependency-cruiser.cjs). tinyexec
 * finds and quotes commands on every platform. What it leaves open is settled here: a command gets
 * exactly the environment it is given, and every failure is in its result.
 */

export interface SyncOptions {
  readonly cwd?: string;
  /** The whole environment. Default: this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Lets it write to this process's streams, instead of into the result. */
  readonly show?: boolean;
  readonly timeoutMs?: number;
}

export interface CommandOptions extends SyncOptions {
  /** Its standard input. Default: none. */
  readonly input?: string;
  /** Ends the command, and with `group` all that it started, when aborted. */
  readonly signal?: AbortSignal;
  /** How it is ended. Default: SIGKILL. */
  readonly killSignal?: NodeJS.Signals;
  /** Gives it a process group of its own, so that what it starts ends with it. */
  readonly group?: boolean;
  /** Called with each whole line of either stream, as it comes. */
  readonly onLine?: (line: string) => void;
  /** An open file that gets its stderr; its stdout is dropped. It may outlive this process. */
  readonly log?: number;
}

export interface CommandResult {
  /** Undefined when it could not be started, or was killed. */
  readonly code: number | undefined;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | undefined;
  readonly stdout: string;
  /** Its last line says why the command could not be started, or was ended by its options. */
  readonly stderr: string;
  /** How long it ran, on the wall clock. */
  readonly ms: number;
}

/** A command on its way. */
export interface Running {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** What it wrote to its two streams, so far. */
  output(): string;
  /** The first line of its stdout. Rejects with its output if it ends before. */
  firstLine(): Promise<string>;
  /** Sends a signal to it alone; `killTree` ends all that it started. */
  kill(signal: NodeJS.Signals): void;
  /** Lets this process end before it. */
  letGo(): void;
  /** Its end. Never rejects: what went wrong is in the result. */
  readonly done: Promise<CommandResult>;
}

export function startCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Running {
  const { input, show, signal, timeoutMs, killSignal = "SIGKILL", group, log } = options;
  const isLeader = group && process.platform !== "win32";
  const since = performance.now();
  const started = x(command, args, {
    nodePath: false,
    nodeOptions: {
      cwd: options.cwd,
      env: exactly(options.env),
      detached: isLeader || log !== undefined,
      stdio: log === undefined ? stdioOf(show, input) : ["ignore", "ignore", log],
    },
  });
  const child = started.process;
  child?.stdin?.on("error", () => {}); // it ended without reading
  child?.stdin?.end(input);

  const { onLine } = options;
  const written = { stdout: "", stderr: "" };
  let output = "";
  for (const name of ["stdout", "stderr"] as const) {
    let rest = "";
    // Decoded as a stream, before tinyexec reads it: a letter's bytes may come in two pieces.
    child?.[name]?.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      output += text;
      if (!onLine) return;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
  }

  let why: string | undefined;
  const end = (reason: string) => {
    why ??= `${nameOf(command, args)} ${reason}`;
    try {
      if (isLeader && child?.pid !== undefined) process.kill(-child.pid, killSignal);
      else child?.kill(killSignal);
    } catch {
      // It has ended already.
    }
  };
  const interrupt = () => end("was interrupted");
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs, endedAfter(timeoutMs));
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted) interrupt();

  const finish = (failure?: Error): CommandResult => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
    return {
      code: failure ? undefined : started.exitCode,
      signal: child?.signalCode ?? undefined,
      stdout: written.stdout,
      stderr: withReason(written.stderr, why ?? failure?.message),
      ms: Math.round(performance.now() - since),
    };
  };
  const done = Promise.resolve(started).then(() => finish(), finish);
  return {
    pid: child?.pid,
    output: () => output,
    firstLine: () =>
      new Promise((resolve, reject) => {
        const look = () => {
          const end = written.stdout.indexOf("\n");
          if (end >= 0) resolve(written.stdout.slice(0, end));
        };
        child?.stdout?.on("data", look);
        look();
        void done.then(({ stderr }) =>
          reject(new Error(`${nameOf(command, args)} ended: ${written.stdout}${stderr}`)),
        );
      }),
    kill: (name) => void child?.kill(name),
    letGo: () => child?.unref(),
    done,
  };
}

/** Runs a command to its end. Never rejects: what went wrong is in the result. */
export const runCommand = (
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> => startCommand(command, args, options).done;

/** The same, while this process waits. */
export function runCommandSync(
  command: string,
  args: readonly string[],
  { cwd, env, show, timeoutMs }: SyncOptions = {},
): CommandResult {
  const since = performance.now();
  const finish = (result: Omit<CommandResult, "ms">) => ({
    ...result,
    ms: Math.round(performance.now() - since),
  });
  try {
    const { exitCode, signalCode, stdout, stderr } = xSync(command, args, {
      nodePath: false,
      nodeOptions: {
        cwd,
        env: exactly(env),
        stdio: stdioOf(show),
        maxBuffer: Number.POSITIVE_INFINITY,
        timeout: timeoutMs,
        killSignal: "SIGKILL",
      },
    });
    // The name of a signal, which tinyexec gives as a text.
    const signal = (signalCode as NodeJS.Signals | null) ?? undefined;
    return finish({ code: exitCode, signal, stdout, stderr });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // what spawnSync gives
    const why =
      code === "ETIMEDOUT" ? `${nameOf(command, args)} ${endedAfter(timeoutMs ?? 0)}` : message;
    return finish({ code: undefined, signal: undefined, stdout: "", stderr: why });
  }
}

/** What a command that must succeed wrote to stdout. Throws with all that it wrote if it fails. */
export function mustRunSync(
  command: string,
  args: readonly string[],
  options: SyncOptions = {},
): string {
  const { code, stdout, stderr } = runCommandSync(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`${nameOf(command, args)} failed (exit code ${code}):\n${stdout}${stderr}`);
}

const stdioOf = (show = false, input?: string) => {
  const outlet = show ? ("inherit" as const) : ("pipe" as const);
  return [input === undefined ? ("ignore" as const) : ("pipe" as const), outlet, outlet];
};

/** tinyexec adds to this process's environment. A name without a value is not handed on. */
function exactly(env: NodeJS.ProcessEnv | undefined): NodeJS.ProcessEnv | undefined {
  if (!env) return undefined;
  const none = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  return { ...none, ...env };
}

/** Its first words alone: further ones may hold a secret. */
const nameOf = (command: string, args: readonly string[]) =>
  [basename(command), ...args.slice(0, 2)].join(" ");

const endedAfter = (timeoutMs: number) => `was ended after ${timeoutMs / 1000} s`;

const withReason = (stderr: string, why: string | undefined) =>
  why === undefined
    ? stderr
    : `${stderr}${stderr === "" || stderr.endsWith("\n") ? "" : "\n"}${why}`;
