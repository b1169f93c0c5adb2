import { describe, expect, it } from "vitest";
import { impactOf, readPlan } from "../../../provider/impact";
import { pair, planOf, space, step } from "./stackPlan";
import { interruptions } from "./support";

/** A deployment that takes a checksum of the settings, and is rolled out when they change. */
const KEY = "ApiKeyPair key";
const LIVE = "DataSpace live";
const SECRET = "kubernetes:core/v1:Secret settings";
const WEB = "kubernetes:apps/v1:Deployment web";
const publicKey = "1".repeat(32);
const stack = (op: string, key: string, web = op) => [
  step(key, KEY, pair(publicKey), undefined, key === "update" ? ["label"] : []),
  step("same", LIVE, space(publicKey, "production")),
  step(op, SECRET, { from: [KEY, LIVE] }),
  step(web, WEB, { from: [SECRET] }),
];
const doubtful = (steps: readonly object[]) =>
  impactOf(readPlan(planOf("exclusive", steps)), { complete: true })
    .steps.filter((one) => one.doubtful)
    .map(({ name }) => name);

describe("a deployment that its settings roll out", () => {
  it("is rolled out by a rotation that nobody asked for yet, which ends the interruption", () => {
    const plan = readPlan(planOf("exclusive", stack("same", "same")));
    expect(interruptions(impactOf(plan, { complete: true, rotate: "key" }))).toEqual([
      "shop/key: create-replacement key → update web",
    ]);
  });

  it("is as doubtful as its settings", () => {
    expect(doubtful(stack("update", "update"))).toEqual(["settings", "web"]);
    expect(doubtful(stack("update", "same"))).toEqual([]);
    expect(doubtful(stack("same", "update", "update"))).toEqual([]);
  });
});
