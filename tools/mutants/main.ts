import { checkoutRoot } from "commerce-services-testkit/checkout";
import { record } from "commerce-services-testkit/proof";
import { mutations } from "./declared";
import { digestOf } from "./digest";
import { killsIn, recordVerdict } from "./recordOfKills";
import { run } from "./run";

const UNPROVEN = "--unproven";

/**
 * `npm run mutants [-- [--unproven] TEXT]`: all declared mutations, or those whose guard or file has
 * the text; of these, those alone that no run has killed as they stand.
 */
export async function main(args: string[]): Promise<number> {
  const since = performance.now();
  const root = checkoutRoot();
  const text = args.filter((one) => one !== UNPROVEN).join(" ");
  const kills = args.includes(UNPROVEN) ? killsIn(root) : {};
  const chosen = mutations.filter(
    (mutation) =>
      `${mutation.guard} ${mutation.file}`.includes(text) && !(digestOf(mutation) in kills),
  );
  let killed = 0;
  const { red } = await run(root, chosen, (mutation, verdict) => {
    const isKilled = verdict === "killed";
    if (isKilled) killed++;
    recordVerdict(root, mutations, mutation, isKilled);
    process.stdout.write(`${verdict}: without it ${mutation.guard} (${mutation.file})\n`);
  });
  if (red.length > 0) {
    process.stderr.write(`Red before anything was mutated: ${red.join("; ")}\n`);
    return 1;
  }
  process.stdout.write(`${killed} of ${chosen.length} mutants killed\n`);
  const seconds = Math.round((performance.now() - since) / 1000);
  if (args.length === 0) record("mutants", { declared: chosen.length, killed, seconds });
  return killed === chosen.length ? 0 : 1;
}
