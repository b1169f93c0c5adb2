import { type CommandOptions, type Running, startCommand } from "../process/command";

/** A provider's process, started as the engine starts one, which has said where it listens. */
export interface ProviderProcess {
  readonly process: Running;
  readonly address: string;
  /** What the process wrote to its two streams, so far. */
  readonly output: () => string;
  /** How the process ended. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

/** The first thing that a provider prints is its port. Throws with its output if it ends before. */
export async function startProcess(
  command: string,
  args: readonly string[],
  options: Pick<CommandOptions, "cwd" | "env">,
): Promise<ProviderProcess> {
  const started = startCommand(command, args, options);
  const port = await started.firstLine();
  return {
    process: started,
    address: `127.0.0.1:${port.trim()}`,
    output: started.output,
    ended: started.done.then(({ code = null, signal = null }) => ({ code, signal })),
  };
}
