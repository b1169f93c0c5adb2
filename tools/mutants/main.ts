import { checkoutRoot } from "commerce-services-testkit/checkout";
import { record } from "commerce-services-testkit/proof";
import { mutations } from "./declared";
import type { Mutation } from "./mutation";
import { recordKills } from "./recordOfKills";
import { run } from "./run";

/** `npm run mutants [-- TEXT]`: all declared mutations, or those whose guard or file has the text. */
export async function main([only = ""]: string[]): Promise<number> {
  const since = performance.now();
  const root = checkoutRoot();
  const chosen = mutations.filter(({ guard, file }) => `${guard} ${file}`.includes(only));
  const killed = new Set<Mutation>();
  const { red } = await run(root, chosen, (mutation, fate) => {
    if (fate === "killed") killed.add(mutation);
    process.stdout.write(`${fate}: without it ${mutation.guard} (${mutation.file})\n`);
  });
  if (red.length > 0) {
    process.stderr.write(`Red before anything was mutated: ${red.join("; ")}\n`);
    return 1;
  }
  process.stdout.write(`${killed.size} of ${chosen.length} mutants killed\n`);
  recordKills(root, mutations, { run: chosen, killed });
  const seconds = Math.round((performance.now() - since) / 1000);
  if (!only) record("mutants", { declared: chosen.length, killed: killed.size, seconds });
  return killed.size === chosen.length ? 0 : 1;
}
