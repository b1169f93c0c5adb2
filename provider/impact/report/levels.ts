/** From harmless to what must not be merged unread. The order is the order of the words. */
export const LEVELS = ["low", "medium", "high", "critical"] as const;
export type Level = (typeof LEVELS)[number];

/** Above zero when `one` is worse than `other`; `undefined` is no risk at all. */
export const compareLevels = (one: Level | undefined, other: Level | undefined): number =>
  rank(one) - rank(other);

const rank = (value: Level | undefined): number => (value ? LEVELS.indexOf(value) + 1 : 0);

export const worst = (levels: readonly Level[]): Level | undefined =>
  [...levels].sort((a, b) => compareLevels(b, a))[0];
