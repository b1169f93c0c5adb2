import { CommanderError } from "commander";
import { readOptions } from "./options";
import { quickStart } from "./run";

/** `npm start [-- OPTIONS]`. */
export async function main(args: string[]): Promise<number> {
  const interrupted = new AbortController();
  // Further presses change nothing: the engine is finishing what it has begun.
  const end = (name: string) => interrupted.abort(new Error(`Ended by ${name}.`));
  process.on("SIGINT", end).on("SIGTERM", end);
  try {
    const print = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);
    return (await quickStart(readOptions(args), print, interrupted.signal)) ? 0 : 1;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${(error as Error).message}\n`);
    return interrupted.signal.aborted ? 130 : 1;
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
  }
}
