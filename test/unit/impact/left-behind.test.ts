import { describe, expect, it } from "vitest";
import { impactOf, readPlan } from "../../../provider/impact";
import { pair, planOf, space, step } from "./stackPlan";
import { interruptions } from "./support";

/**
 * The plan after a run that replaced the pair at noon. Its account is delete-first, so that no old
 * pair is left to delete, and the data space had the new one before the run failed.
 */
const KEY = "ApiKeyPair key";
const LIVE = "DataSpace live";
const SECRET = "kubernetes:core/v1:Secret settings";
const publicKey = "1".repeat(32);
const at = (time: string) => `2026-11-21T${time}.123456789Z`;

const interruptionsOf = (given: { readonly modified?: string }, policy = "delete-first") => {
  const secret = { ...given, from: [KEY, LIVE] };
  const steps = [
    step("same", KEY, { ...pair(publicKey), created: at("12:00:00") }),
    step("same", LIVE, space(publicKey, "production")),
    step("update", SECRET, secret, secret, ["stringData"]),
  ];
  return interruptions(impactOf(readPlan(planOf(policy, steps)), { complete: true }));
};

describe("a resource that this plan updates though its pair stays", () => {
  it("was left behind if it was changed last before the pair was made", () => {
    expect(interruptionsOf({ modified: at("11:59:59") })).toEqual([
      "shop/key: earlier-run → update settings",
    ]);
    expect(interruptionsOf({ modified: at("11:59:59") }, "overlapping")).toEqual([]);
  });

  it("was not if it was changed since, or if nothing tells", () => {
    expect(interruptionsOf({ modified: at("12:00:01") })).toEqual([]);
    expect(interruptionsOf({})).toEqual([]);
  });
});
