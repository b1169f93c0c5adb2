import type { CliIo } from "./io";

const FIRST_AFTER_MS = 1_000;
const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

/** Shows on a terminal what is waited for, once that has taken more than a second. */
export async function withProgress<T>(
  { stderr, environment, now, every }: CliIo,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!stderr.isTerminal || environment.CI || environment.TERM === "dumb") return work();
  const since = now();
  let frame = 0;
  let drawn = false;
  const timer = every(100, () => {
    const elapsedMs = now() - since;
    if (elapsedMs < FIRST_AFTER_MS) return;
    drawn = true;
    frame = (frame + 1) % FRAMES.length;
    stderr.write(`\r${FRAMES[frame]} ${what} (${Math.floor(elapsedMs / 1_000)} s)\u001b[K`);
  });
  try {
    return await work();
  } finally {
    timer.stop();
    if (drawn) stderr.write("\r\u001b[K");
  }
}
