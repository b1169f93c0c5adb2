import { type Counts, type Figures, MEASURED } from "commerce-services-testkit/exactnessFigures";
import { providerUnderTest } from "commerce-services-testkit/project/providerKind";
import type { Result } from "./run";
import type { Score } from "./score";

/** What this run leaves in docs/exactness. */
export function figuresOf({ pairs, outcome, parts }: Result, seed: number): Omit<Figures, "name"> {
  const counts = ({ right, wrong, missed }: Score): Counts => ({
    right,
    wrong: wrong.length,
    missed: missed.length,
  });
  const scores = Object.fromEntries(MEASURED.map((what) => [what, counts(outcome[what])]));
  const sorted = Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { provider: providerUnderTest, seed, pairs, scores, parts: sorted };
}
