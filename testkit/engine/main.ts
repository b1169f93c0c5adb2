import { setUpEngine } from ".";

/** `npm run --silent engine`: the last line of stdout is the folder that holds the engine. */
export async function main(): Promise<number> {
  const interrupted = new AbortController();
  const end = (name: string) => interrupted.abort(new Error(`Ended by ${name}.`));
  process.once("SIGINT", end).once("SIGTERM", end);
  try {
    const folder = await setUpEngine({ signal: interrupted.signal });
    process.stdout.write(`${folder}\n`);
    return 0;
  } catch (e) {
    process.stderr.write(`${(e as Error).message}\n`);
    return 1;
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
  }
}
