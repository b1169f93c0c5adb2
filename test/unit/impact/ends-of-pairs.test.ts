import { describe, expect, it } from "vitest";
import { impactOf, readPlan } from "../../../provider/impact";
import { pair, planOf, replaced, space, step, suppliedPair } from "./stackPlan";
import { interruptions } from "./support";

/** Pairs that other pairs end than their own successors, or ended before this plan. */
const KEY = "ApiKeyPair key";
const OTHER = "ApiKeyPair other";
const LIVE = "DataSpace live";
const SECRET = "kubernetes:core/v1:Secret settings";

const interrupted = (policy: string, steps: readonly object[]) =>
  interruptions(impactOf(readPlan(planOf(policy, steps)), { complete: true }));

describe("a pair that an earlier run left to delete, and that a store still holds", () => {
  const leftBehind = (policy: string) =>
    interrupted(policy, [
      step("same", KEY, suppliedPair("new")),
      step("same", LIVE, space("old", "production")),
      step("update", SECRET, { from: [KEY, LIVE] }, { from: [KEY, LIVE] }, ["stringData"]),
      step("delete", KEY, { ...pair("old"), delete: true }),
    ]);

  it.each(["exclusive", "delete-first"])("has ended since the next was made, %s", (policy) => {
    expect(leftBehind(policy)).toEqual(["shop/key: earlier-run → update settings"]);
  });

  it("works where both may", () => {
    expect(leftBehind("overlapping")).toEqual([]);
  });
});

describe("a pair of another resource in the same environment", () => {
  const beside = (was: object, ...change: readonly object[]) => [
    step("same", KEY, was),
    step("same", LIVE, space("old", "production")),
    step("same", SECRET, { from: [KEY, LIVE] }),
    ...change,
  ];
  const supplied = replaced(OTHER, suppliedPair("a"), suppliedPair("b"), ["supplied"]);
  const issued = replaced(OTHER, pair("a"), pair(undefined), ["keepers"]);
  const ends = (policy: string, was: object, change: readonly object[]) =>
    interrupted(policy, beside(was, ...change));

  it("ends with whatever is made last, where the account has one live pair", () => {
    const old = pair("old");
    expect(ends("exclusive", old, issued)).toEqual(["shop/key: create-replacement other → person"]);
    expect(ends("exclusive", old, supplied)).toEqual(["shop/key: portal → person"]);
    expect(ends("overlapping", old, issued)).toEqual([]);
  });

  it("had to go before another could be made, where the account takes no second one", () => {
    expect(ends("delete-first", pair("old"), supplied)).toEqual(["shop/key: portal → person"]);
    expect(ends("delete-first", suppliedPair("old"), issued)).toEqual([
      "shop/key: portal → person",
    ]);
    // This run is refused instead: nobody deletes an issued pair that another resource has.
    expect(ends("delete-first", pair("old"), issued)).toEqual([]);
  });
});
