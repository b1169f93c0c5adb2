import type { EmulatorOptions } from "commerce-services-emulator";
import fc from "fast-check";
import { trial } from "./edits";
import { add, emptyScore, precision, recall, type Score } from "./score";
import { openShop } from "./shop";
import { measure, type Outcome } from "./trial";

type Policy = NonNullable<EmulatorOptions["keyPolicy"]>;
const policies: readonly Policy[] = ["exclusive", "overlapping", "delete-first"];

export interface Result {
  readonly pairs: number;
  readonly scores: Readonly<Record<keyof Outcome, Score>>;
}

/** Runs at least so many pairs of before and after: a stack a policy, `workers` of them at a time. */
export async function runExactness(
  pairs: number,
  { seed, workers }: { readonly seed: number; readonly workers: number },
  onTrial: (done: number, mistakes: readonly string[]) => void = () => {},
): Promise<Result> {
  let result: Result = {
    pairs: 0,
    scores: {
      operations: emptyScore(),
      doubtful: emptyScore(),
      properties: emptyScore(),
      calls: emptyScore(),
      interruptions: emptyScore(),
    },
  };
  const queue = policies.map((policy, at) => ({
    policy,
    share: Math.ceil((pairs - at) / policies.length),
    at,
  }));
  const take = (outcome: Outcome, said: string) => {
    const { scores } = result;
    result = {
      pairs: result.pairs + 1,
      scores: {
        operations: add(scores.operations, outcome.operations),
        doubtful: add(scores.doubtful, outcome.doubtful),
        properties: add(scores.properties, outcome.properties),
        calls: add(scores.calls, outcome.calls),
        interruptions: add(scores.interruptions, outcome.interruptions),
      },
    };
    const { doubtful, ...sure } = outcome;
    // A doubtful update that does not come is what the report says of it; one unsaid would be a miss.
    const all = { ...sure, doubtful: { ...doubtful, wrong: [] } };
    const mistakes = Object.entries(all).flatMap(([what, { wrong, missed }]) => [
      ...wrong.map((one: string) => `${said}: ${what}: said, did not happen: ${one}`),
      ...missed.map((one: string) => `${said}: ${what}: happened, was not said: ${one}`),
    ]);
    onTrial(result.pairs, mistakes);
  };
  const work = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const { policy, share, at } = job;
      const shop = await openShop(policy);
      try {
        const trials = fc.sample(trial, { numRuns: share, seed: seed + at });
        let done = 0;
        for (const one of trials) {
          if (done >= share) break;
          const said = `${policy}, ${one.run}, ${one.edits.map(({ kind }) => kind).join(" and ")}`;
          for (const outcome of await measure(shop, one)) {
            take(outcome, said);
            done += 1;
          }
        }
      } finally {
        await shop.close();
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return result;
}

/** A table for people and for the README. */
export function tableOf({ pairs, scores }: Result): string {
  const rows = Object.entries(scores).map(
    ([what, score]) =>
      `| ${what} | ${score.right + score.wrong.length} | ${precision(score).toFixed(3)} | ${recall(score).toFixed(3)} |`,
  );
  return [
    `${pairs} pairs of before and after`,
    "",
    "| what | said | precision | recall |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}
