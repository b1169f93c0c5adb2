import { type ChildProcess, spawn } from "node:child_process";

/** What one `pulumi` command came to. */
export interface Result {
  /** Undefined when it was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as JSON; undefined when it is none. */
  readonly json: unknown;
  /** How long it ran, on the wall clock. */
  readonly ms: number;
}

/** A command on its way: kill it, or send it a signal, through `child`. */
export interface Started {
  readonly child: ChildProcess;
  readonly done: Promise<Result>;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Starts a command; `done` never rejects, so that a test can judge failures too. */
export function startCommand(
  command: string,
  args: readonly string[],
  { cwd, env, input }: CommandOptions,
): Started {
  const since = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  child.stdin.on("error", () => {}); // it ended without reading
  child.stdin.end(input ?? "");
  const done = new Promise<Result>((resolve) => {
    const settle = (code: number | undefined) =>
      resolve({
        code,
        ...output,
        json: parsed(output.stdout),
        ms: Math.round(performance.now() - since),
      });
    child.on("error", ({ message }) => {
      output.stderr += message;
      settle(undefined);
    });
    child.on("close", (code) => settle(code ?? undefined));
  });
  return { child, done };
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
