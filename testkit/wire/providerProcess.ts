import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** A provider's process, started as the engine starts one, which has said where it listens. */
export interface ProviderProcess {
  readonly process: ChildProcess;
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
  options: Pick<SpawnOptions, "cwd" | "env">,
): Promise<ProviderProcess> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended: ProviderProcess["ended"] = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text: string) => resolve(text.trim()));
    ended.then(() => reject(new Error(`The provider ended: ${output}`)));
  });
  return { process: child, address: `127.0.0.1:${port}`, output: () => output, ended };
}
