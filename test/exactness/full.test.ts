import { tableOf } from "commerce-services-testkit/exactnessFigures";
import { record } from "commerce-services-testkit/proof";
import { expect, it } from "vitest";
import { figuresOf } from "./figures";
import { runExactness } from "./run";

/**
 * `npm run exactness`: the measure at its full size; `npm test` runs a part of it.
 * EXACTNESS_PAIRS and EXACTNESS_SEED choose another size and other edits.
 */
const pairs = Number(process.env.EXACTNESS_PAIRS ?? 500);
const seed = Number(process.env.EXACTNESS_SEED ?? 20261121);

it(
  `foretells what ${pairs} edits of programs do, exactly`,
  async () => {
    const mistakes: string[] = [];
    const result = await runExactness({ pairs, seed, workers: 2 }, (done, found) => {
      mistakes.push(...found);
      for (const one of found) process.stdout.write(`${one}\n`);
      if (done % 10 === 0) process.stdout.write(`${done} pairs\n`);
    });
    const figures = figuresOf(result, seed);
    process.stdout.write(`\n${figures.pairs} pairs\n\n${tableOf([figures])}\n`);
    record(`exactness, ${figures.provider}, seed ${seed}`, figures);
    expect(mistakes).toEqual([]);
  },
  3 * 3_600_000,
);
