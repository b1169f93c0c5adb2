import { type ChildProcess, spawn } from "node:child_process";

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command, and with `group` all that it started, when aborted. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** How it is ended. */
  readonly killSignal?: NodeJS.Signals;
  /** Gives it a process group of its own, so that what it starts ends with it. */
  readonly group?: boolean;
  /** Called with each whole line of either stream, as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface CommandResult {
  /** Undefined when it could not be started, or was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. Never rejects: what went wrong is in the result. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd, env, signal, timeoutMs, killSignal = "SIGKILL", group, onLine } = options;
  if (signal?.aborted)
    return Promise.resolve({ code: undefined, stdout: "", stderr: "interrupted" });
  return new Promise((resolve) => {
    const output = { stdout: "", stderr: "" };
    const child = spawn(command, args, {
      cwd,
      env,
      detached: group && process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = () => endProcess(child, killSignal, group);
    const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs);
    signal?.addEventListener("abort", end);
    const settle = (result: CommandResult) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve(result);
    };
    for (const stream of ["stdout", "stderr"] as const) {
      let rest = "";
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine?.(line);
      });
    }
    // It could not be started; `close` may follow, too late to count.
    child.on("error", ({ message }) => settle({ code: undefined, ...output, stderr: message }));
    child.on("close", (code) => settle({ code: code ?? undefined, ...output }));
  });
}

function endProcess(child: ChildProcess, killSignal: NodeJS.Signals, group?: boolean): void {
  try {
    if (group && child.pid !== undefined && process.platform !== "win32")
      process.kill(-child.pid, killSignal);
    else child.kill(killSignal);
  } catch {
    // It has ended already.
  }
}
