import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./digest";
import type { Mutation } from "./mutation";

/** The mutations that a run has killed: the guard by its digest, one a line. */
export type Kills = Readonly<Record<string, string>>;

const fileIn = (root: string) => join(root, "tools/mutants/killed.json");

export const killsIn = (root: string): Kills => JSON.parse(readFileSync(fileIn(root), "utf8"));

/** Takes a run's kills into the record, and what survived or is not declared any more out of it. */
export function recordKills(
  root: string,
  declared: readonly Mutation[],
  { run, killed }: { run: readonly Mutation[]; killed: ReadonlySet<Mutation> },
): void {
  const before = killsIn(root);
  const kills = declared
    .filter((one) => killed.has(one) || (!run.includes(one) && digestOf(one) in before))
    .map((one): [string, string] => [digestOf(one), `without it ${one.guard} (${one.file})`])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(fileIn(root), `${JSON.stringify(Object.fromEntries(kills), undefined, 2)}\n`);
}
