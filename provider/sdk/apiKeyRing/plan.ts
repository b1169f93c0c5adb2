import { type KeyPolicy, keepsBoth } from "../../domain/keyPolicy";
import { activeOutsideRing, ringNotKept, ringNumberInvalid } from "./errors";

/** The plain numbers that a ring is declared with. */
export interface RingNumbers {
  readonly generation: number;
  readonly keep?: number | undefined;
  readonly active?: number | undefined;
}

/** Which generations a ring holds, newest first, and which of them is used. */
export interface RingPlan {
  readonly held: readonly number[];
  readonly active: number;
}

const DEFAULT_KEEP = 2;

/**
 * What the numbers ask for. Generations begin at 1, so a new ring holds one pair whatever `keep`
 * says. Throws CS1120 to CS1122.
 */
export function planRing(
  { generation, keep = DEFAULT_KEEP, active = generation }: RingNumbers,
  keyPolicy: KeyPolicy,
): RingPlan {
  for (const [path, value] of Object.entries({ generation, keep, active })) {
    if (!Number.isSafeInteger(value) || value < 1) throw ringNumberInvalid(path, 1);
  }
  // At generation 1 already: the first rotation would be too late to find out.
  if (keep > 1 && !keepsBoth(keyPolicy)) throw ringNotKept(keep, keyPolicy);
  const count = Math.min(keep, generation);
  const oldest = generation - count + 1;
  if (active < oldest || active > generation) throw activeOutsideRing(active, oldest, generation);
  return { held: Array.from({ length: count }, (_, age) => generation - age), active };
}
