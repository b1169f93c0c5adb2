import { expect, it } from "vitest";
import { runExactness } from "../exactness/run";

/** A part of `npm run exactness` that fits into a test run. */
it("foretells what edits do, exactly: operations, properties, calls and interruptions", async () => {
  const mistakes: string[] = [];
  const { pairs } = await runExactness({ pairs: 60, seed: 5, workers: 2 }, (_, found) => {
    mistakes.push(...found);
  });
  expect(mistakes).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(60);
}, 900_000);
