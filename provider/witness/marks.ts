import { createHash } from "node:crypto";
import { isProperties } from "../domain/unknown";
import type { RecordedResource } from "./record";

/**
 * What a resource was made from before a pair had a successor, as a digest. It is kept with the
 * successor: while a value is what it was then, it can't have been made from the new pair. A time
 * would not show that: a refresh moves it, and two machines have two clocks.
 */
export type Marks = Readonly<Record<string, string>>;

/** The name of a mark: of one input of a resource, or of its Pods. */
export const markName = (urn: string, property?: string): string =>
  property === undefined ? urn : `${urn}#${property}`;

/** @param isHidden it has ciphertext in it, which is comparable with ciphertext alone */
export function markOf({ created }: RecordedResource, value: unknown, isHidden = false): string {
  const text = JSON.stringify([created ?? null, value ?? null]);
  const digest = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  return isHidden ? `hidden ${digest}` : digest;
}

/** The marks of this pair that are recorded with pairs made later: one list for each of those. */
export const marksFor = (publicKey: string, pairs: readonly RecordedResource[]): Marks[] =>
  pairs.flatMap(({ outputs }) => {
    const before = outputs?.heldBefore;
    const marks = isProperties(before) ? before[publicKey] : undefined;
    return isProperties(marks) ? [marks as Marks] : [];
  });

/** Whether it is still what it was when each of the successors was made. */
export function isUnchanged(name: string, now: string, marks: readonly Marks[]): boolean {
  const isHidden = now.startsWith("hidden ");
  return marks.every((then) => {
    const mark = then[name];
    // Not there then, so it was made with the new pair.
    if (mark === undefined) return false;
    return mark === now || mark.startsWith("hidden ") !== isHidden;
  });
}
