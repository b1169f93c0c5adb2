import type { EmulatorOptions } from "commerce-services-emulator";
import fc from "fast-check";
import { beginning, FIRST, trial } from "./samples";
import { add, mistakesIn, noOutcome, type Outcome } from "./score";
import { openShop } from "./shop";
import { measure, type Pair } from "./trial";

type Policy = NonNullable<EmulatorOptions["keyPolicy"]>;
const policies: readonly Policy[] = ["exclusive", "overlapping", "delete-first"];

/** A stack lives through so many pairs; then another program begins. */
const PAIRS_PER_STACK = 20;

export interface Result {
  readonly pairs: number;
  readonly outcome: Outcome;
  /** How often each was part of a pair: key policies, edits, ways to run. */
  readonly parts: Readonly<Record<string, number>>;
}

export interface Sample {
  readonly pairs: number;
  readonly seed: number;
  /** Stacks at a time. */
  readonly workers: number;
}

/** Runs at least so many pairs of before and after, under each key policy in turn. */
export async function runExactness(
  { pairs, seed, workers }: Sample,
  onPair: (done: number, mistakes: readonly string[]) => void = () => {},
): Promise<Result> {
  const stacks = Math.ceil(pairs / PAIRS_PER_STACK);
  const beginnings = fc.sample(beginning, { numRuns: stacks, seed });
  const share = Math.ceil(pairs / stacks);
  const parts: Record<string, number> = {};
  let result: Result = { pairs: 0, outcome: noOutcome(), parts };

  const take = (policy: Policy, { did, how, outcome }: Pair) => {
    result = { pairs: result.pairs + 1, outcome: add(result.outcome, outcome), parts };
    for (const part of [policy, how, ...did]) parts[part] = (parts[part] ?? 0) + 1;
    const said = [policy, how, did.join(" and ")].join(", ");
    onPair(
      result.pairs,
      mistakesIn(outcome).map((mistake) => `${said}: ${mistake}`),
    );
  };
  const queue = beginnings.map((first, at) => ({ first, at }));
  const work = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const { first, at } = job;
      const policy = policies[(seed + at) % policies.length] ?? "exclusive";
      const shop = await openShop(policy, first);
      try {
        // A thousand stacks apart, so that runs of neighbouring seeds do not repeat each other's edits.
        const trials = fc.sample(trial, { numRuns: share, seed: seed * 1000 + at });
        let left = share;
        for (const one of [FIRST, ...trials]) {
          if (left <= 0) break;
          const measured = await measure(shop, one);
          for (const pair of measured) take(policy, pair);
          left -= measured.length;
        }
      } finally {
        await shop.close();
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return result;
}
