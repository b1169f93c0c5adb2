import type { Mutation } from "./mutation";
import { Sandbox, type Verdict } from "./sandbox";

/** As many copies at once as a small machine has cores. */
const AT_ONCE = 2;

/**
 * Runs mutations, and tells of each what became of it.
 *
 * @returns tests that are red as things are: they would kill no mutant, so none was tried
 */
export async function run(
  root: string,
  chosen: readonly Mutation[],
  tell: (mutation: Mutation, verdict: Verdict) => void,
): Promise<{ red: string[] }> {
  const sandboxes = Array.from({ length: AT_ONCE }, () => new Sandbox(root));
  const red: string[] = [];
  try {
    const tests = new Map(chosen.map(({ test }) => [test.join(" "), test]));
    await shared(sandboxes, [...tests], async (sandbox, [name, test]) => {
      if (!(await sandbox.passes(test))) red.push(name);
    });
    if (red.length > 0) return { red };
    await shared(sandboxes, chosen, async (sandbox, mutation) => {
      tell(mutation, await sandbox.verdictOf(mutation));
    });
  } finally {
    for (const sandbox of sandboxes) sandbox.close();
  }
  return { red };
}

/** Each sandbox takes the next piece of work when it is done with one. */
async function shared<T>(
  sandboxes: readonly Sandbox[],
  work: readonly T[],
  each: (sandbox: Sandbox, piece: T) => Promise<void>,
): Promise<void> {
  const queue = [...work];
  await Promise.all(
    sandboxes.map(async (sandbox) => {
      for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
        await each(sandbox, piece);
      }
    }),
  );
}
