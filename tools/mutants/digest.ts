import { createHash } from "node:crypto";
import type { Mutation } from "./mutation";

/** What makes a mutation this one: reworded or aimed at another test, it must be run again. */
export function digestOf({ file, find, replace, test }: Mutation): string {
  const parts = JSON.stringify([file, find, replace, test]);
  return createHash("sha256").update(parts).digest("hex").slice(0, 16);
}

/**
 * So many of them, the same for the same checkout. Which, follows from the guarded files: with
 * every change to one the lot falls anew.
 *
 * @param sourceOf the text of a guarded file
 */
export function sampleOf(
  mutations: readonly Mutation[],
  count: number,
  sourceOf: (file: string) => string,
): Mutation[] {
  const lot = (mutation: Mutation) =>
    createHash("sha256").update(digestOf(mutation)).update(sourceOf(mutation.file)).digest("hex");
  return mutations
    .map((mutation) => ({ mutation, lot: lot(mutation) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mutation }) => mutation);
}
