import { expect, it } from "vitest";
import { impactOf } from "../../provider/impact";
import { runExactness } from "../exactness/run";
import { FIRST } from "../exactness/samples";
import { mistakesIn } from "../exactness/score";
import { openShop } from "../exactness/shop";
import { measure } from "../exactness/trial";

/** A part of `npm run exactness` that fits into a test run. */
it("foretells what edits do, exactly: operations, properties, calls and interruptions", async () => {
  const mistakes: string[] = [];
  const { pairs } = await runExactness({ pairs: 60, seed: 5, workers: 2 }, (_, found) => {
    mistakes.push(...found);
  });
  expect(mistakes).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(60);
}, 900_000);

it("finds a report out that says an interruption is over before it is", async () => {
  const shop = await openShop("exclusive", {
    sandbox: "none",
    staging: false,
    worker: false,
    viaApply: false,
  });
  try {
    const [first] = await measure(shop, FIRST);
    expect(first && mistakesIn(first.outcome)).toEqual([]);
    const keepers = { kind: "keepers", text: "second" } as const;
    const [pair] = await measure(shop, { edits: [keepers], run: "whole" }, (plan) => {
      const report = impactOf(plan, { complete: true });
      const secret = report.steps.find(({ name }) => name === "shop")?.number ?? 0;
      const interruptions = report.interruptions.map((one) =>
        one.store === "shop" ? { ...one, to: { kind: "step" as const, step: secret } } : one,
      );
      return { ...report, interruptions };
    });
    expect(pair && mistakesIn(pair.outcome)).toEqual([
      expect.stringMatching(
        /^interruptions: said, did not happen: shop, .* until update \S+::shop$/,
      ),
      expect.stringMatching(
        /^interruptions: happened, was not said: shop, .* until update \S+::shop-web$/,
      ),
    ]);
  } finally {
    await shop.close();
  }
});
