import { describe, expect, it } from "vitest";
import { announce } from "./announce";
import { createFirst } from "./rotationPlan";
import type { StoreCall } from "./timeline";
import { type Evidence, objections } from "./verdict";

/** Steps of 10 ms each: 100-110 makes the pair, 120-130 shop's data, 140-150 shop, 160-170 the other, 180-190 deletes. */
const steps = createFirst.map(({ op, urn }, i) => ({
  op,
  urn,
  beganMs: 100 + 20 * i,
  endedMs: 110 + 20 * i,
}));

const call = (
  store: string,
  sentMs: number,
  outcome: StoreCall["outcome"] = "accepted",
): StoreCall => ({
  store,
  publicKey: sentMs < 150 ? "old" : "new",
  sentMs,
  answeredMs: sentMs + 5,
  outcome,
  detail: outcome === "failed" ? "HTTP 500 to ping" : "",
});

const served = [
  call("shop", 90),
  call("shop", 200),
  call("shop-staging", 90),
  call("shop-staging", 200),
];

const evidence = (calls: StoreCall[], more: Partial<Evidence> = {}): Evidence => ({
  announced: announce("exclusive", createFirst),
  steps,
  calls: [...served, ...calls],
  stores: ["shop", "shop-staging"],
  ...more,
});

const outside = (store: string, ms: number) =>
  `a call of ${store} was refused outside the announced steps, after ${ms} ms`;

describe("the verdict on a preview", () => {
  it.each([95, 100, 130, 150])("accepts a refusal of a call sent at %i ms, announced", (sentMs) => {
    expect(objections(evidence([call("shop", sentMs, "refused")]))).toEqual([]);
  });

  it.each([94, 151])("objects to a refusal of a call sent at %i ms", (sentMs) => {
    expect(objections(evidence([call("shop", sentMs, "refused")]))).toEqual([
      outside("shop", sentMs),
    ]);
  });

  it("judges each store by its own steps", () => {
    const calls = [call("shop", 160, "refused"), call("shop-staging", 160, "refused")];
    expect(objections(evidence(calls))).toEqual([outside("shop", 160)]);
  });

  it("objects to any refusal where none was announced", () => {
    expect(objections(evidence([call("shop", 130, "refused")], { announced: [] }))).toEqual([
      outside("shop", 130),
    ]);
  });

  it("accepts no other failure, inside the announced steps neither", () => {
    expect(objections(evidence([call("shop", 130, "failed")]))).toEqual([
      "a call of shop failed after 130 ms: HTTP 500 to ping",
    ]);
  });

  it("objects when an announced step did not take place, and then excuses nothing", () => {
    const without = steps.filter(({ urn }) => !urn.endsWith("::shop"));
    expect(objections(evidence([call("shop", 130, "refused")], { steps: without }))).toEqual([
      "the announced step update shop did not take place",
      outside("shop", 130),
    ]);
  });

  it("objects when a step never ended", () => {
    const broken = steps.map((step, i) => (i === 0 ? { ...step, endedMs: undefined } : step));
    expect(objections(evidence([], { steps: broken })).slice(0, 1)).toEqual([
      "the announced step create-replacement production did not take place",
    ]);
  });

  it("takes silence for no proof", () => {
    const calls = served.slice(1, 3);
    expect(objections(evidence([], { calls }))).toEqual([
      "shop was not served before the first step",
      "shop-staging was not served after the last step",
    ]);
  });

  it("objects when nothing was rotated", () => {
    const calls = served.map((one) => ({ ...one, publicKey: "old" }));
    expect(objections(evidence([], { calls }))).toEqual([
      "shop still uses its old pair",
      "shop-staging still uses its old pair",
    ]);
  });

  it("objects to a run without steps and without calls", () => {
    expect(objections({ announced: [], steps: [], calls: [], stores: ["shop"] })).toEqual([
      "shop was not served before the first step",
    ]);
  });
});
