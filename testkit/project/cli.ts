import {
  type CommandOptions,
  type CommandResult,
  type Running,
  startCommand,
} from "../process/command";
import type { Haystack } from "../secrets/findSecret";

/** What one `pulumi` command came to. */
export interface Result extends CommandResult {
  /** stdout as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** A command on its way. `done` never rejects, so that a test can judge failures too. */
export interface Started extends Pick<Running, "pid" | "kill"> {
  readonly done: Promise<Result>;
}

/** The genuine `pulumi`, bound to one project. */
export interface Cli {
  /** Starts any command; for tests that kill it. */
  start(args: readonly string[], input?: string): Started;
  run(args: readonly string[], input?: string): Promise<Result>;
  /** Like `run`, for what must succeed for the test to make sense. */
  mustRun(args: readonly string[]): Promise<Result>;
  /** Like `run`, for what prints secrets on purpose: kept out of `printed`. */
  runUnrecorded(args: readonly string[]): Promise<Result>;
  /** All that the commands printed so far. */
  readonly printed: readonly Haystack[];
}

export function makeCli(program: string, options: Pick<CommandOptions, "cwd" | "env">): Cli {
  const printed: Haystack[] = [];
  const startUnrecorded = (args: readonly string[], input?: string): Started => {
    const all = [...args, "--non-interactive", "--color", "never"];
    const { pid, kill, done } = startCommand(program, all, { ...options, input });
    const parsed = done.then((result) => ({ ...result, json: jsonIn(result.stdout) }));
    return { pid, kill, done: parsed };
  };

  const start = (args: readonly string[], input?: string): Started => {
    const started = startUnrecorded(args, input);
    const recorded = started.done.then((result) => {
      const bytes = Buffer.from(result.stdout + result.stderr);
      printed.push({ where: `output of pulumi ${args[0]}`, bytes });
      return result;
    });
    return { ...started, done: recorded };
  };
  const run: Cli["run"] = (args, input) => start(args, input).done;

  return {
    start,
    run,
    runUnrecorded: (args) => startUnrecorded(args).done,
    async mustRun(args) {
      const result = await run(args);
      if (result.code === 0) return result;
      throw new Error(`pulumi ${args[0]} failed:\n${result.stdout}${result.stderr}`);
    },
    printed,
  };
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
