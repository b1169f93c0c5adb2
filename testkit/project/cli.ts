import type { Haystack } from "../secrets/findSecret";
import { type CommandOptions, type Result, type Started, startCommand } from "./command";

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

export function makeCli(program: string, options: Omit<CommandOptions, "input">): Cli {
  const printed: Haystack[] = [];
  const startUnrecorded = (args: readonly string[], input?: string): Started =>
    startCommand(program, [...args, "--non-interactive", "--color", "never"], {
      ...options,
      input,
    });

  const start = (args: readonly string[], input?: string): Started => {
    const { child, done } = startUnrecorded(args, input);
    const recorded = done.then((result) => {
      const bytes = Buffer.from(result.stdout + result.stderr);
      printed.push({ where: `output of pulumi ${args[0]}`, bytes });
      return result;
    });
    return { child, done: recorded };
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
