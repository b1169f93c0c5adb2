import type { Mutation } from "./mutation";
import { type Fate, Workshop } from "./workshop";

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
  tell: (mutation: Mutation, fate: Fate) => void,
): Promise<{ red: string[] }> {
  const workshops = Array.from({ length: AT_ONCE }, () => new Workshop(root));
  const red: string[] = [];
  try {
    const tests = new Map(chosen.map(({ test }) => [test.join(" "), test]));
    await shared(workshops, [...tests], async (workshop, [name, test]) => {
      if (!(await workshop.passes(test))) red.push(name);
    });
    if (red.length > 0) return { red };
    await shared(workshops, chosen, async (workshop, mutation) => {
      tell(mutation, await workshop.fateOf(mutation));
    });
  } finally {
    for (const workshop of workshops) workshop.close();
  }
  return { red };
}

/** Each workshop takes the next piece of work when it is done with one. */
async function shared<T>(
  workshops: readonly Workshop[],
  work: readonly T[],
  each: (workshop: Workshop, piece: T) => Promise<void>,
): Promise<void> {
  const queue = [...work];
  await Promise.all(
    workshops.map(async (workshop) => {
      for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
        await each(workshop, piece);
      }
    }),
  );
}
