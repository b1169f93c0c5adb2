import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./digest";
import type { Mutation } from "./mutation";

/** The mutations that were killed: the guard by its digest, one a line. */
export type Kills = Readonly<Record<string, string>>;

const fileIn = (root: string) => join(root, "tools/mutants/killed.json");

export const killsIn = (root: string): Kills => JSON.parse(readFileSync(fileIn(root), "utf8"));

/**
 * Takes one verdict into the record at once, so that a run that is interrupted keeps what it has
 * proved. What is not declared any more goes.
 */
export function recordVerdict(
  root: string,
  declared: readonly Mutation[],
  mutation: Mutation,
  isKilled: boolean,
): void {
  const before = killsIn(root);
  const kills = declared
    .filter((one) => (one === mutation ? isKilled : digestOf(one) in before))
    .map((one): [string, string] => [digestOf(one), `without it ${one.guard} (${one.file})`])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(fileIn(root), `${JSON.stringify(Object.fromEntries(kills), undefined, 2)}\n`);
}
