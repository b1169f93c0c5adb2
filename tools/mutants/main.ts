import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "../checkout";
import { mutations } from "./declared";
import { type Fate, Workshop } from "./workshop";

/** As many copies at once as a small machine has cores. */
const AT_ONCE = 2;

/** `npm run mutants [-- TEXT]`: all declared mutations, or those whose guard or file has the text. */
export async function main([only = ""]: string[]): Promise<number> {
  const since = performance.now();
  const root = checkoutRoot();
  const chosen = mutations.filter(({ guard, file }) => `${guard} ${file}`.includes(only));
  const workshops = Array.from({ length: AT_ONCE }, () => new Workshop(root));
  const fates = new Map<Fate, number>();
  try {
    const red = await redTests(workshops, [...new Set(chosen.map(({ test }) => test.join("\0")))]);
    if (red.length > 0) {
      process.stderr.write(`Red before anything was mutated: ${red.join("; ")}\n`);
      return 1;
    }
    const queue = [...chosen];
    await Promise.all(
      workshops.map(async (workshop) => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const fate = await workshop.fateOf(next);
          fates.set(fate, (fates.get(fate) ?? 0) + 1);
          process.stdout.write(`${fate}: without it ${next.guard} (${next.file})\n`);
        }
      }),
    );
  } finally {
    for (const workshop of workshops) workshop.close();
  }
  const killed = fates.get("killed") ?? 0;
  process.stdout.write(`${killed} of ${chosen.length} mutants killed\n`);
  const folder = process.env.PROOF_FOLDER;
  if (folder && !only) {
    mkdirSync(folder, { recursive: true });
    const seconds = Math.round((performance.now() - since) / 1000);
    const figures = { name: "mutants", declared: chosen.length, killed, seconds };
    writeFileSync(join(folder, "mutants.json"), `${JSON.stringify(figures, undefined, 2)}\n`);
  }
  return killed === chosen.length ? 0 : 1;
}

async function redTests(workshops: readonly Workshop[], tests: string[]): Promise<string[]> {
  const red: string[] = [];
  await Promise.all(
    workshops.map(async (workshop) => {
      for (let next = tests.shift(); next; next = tests.shift()) {
        const test = next.split("\0");
        if (!(await workshop.passes(test))) red.push(test.join(" "));
      }
    }),
  );
  return red;
}
