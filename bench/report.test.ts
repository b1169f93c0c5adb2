import { expect, it } from "vitest";
import { makeRun } from "./fixture";
import { callsOf, cpuOf, figure, hostOf, msOf, type Run, ratio, type Sample } from "./report";
import type { Variant } from "./variants";

/** One round's refreshes. */
const turns = (variant: Variant, ...refresh: Sample[]): Run => ({
  variant,
  phases: { refresh },
  starts: [],
});
const ofMs = (variant: Variant, ...ms: number[]) =>
  turns(variant, ...ms.map((one) => ({ ms: one })));

it("compares each turn with the other variant's of the same round and turn", () => {
  const rounds = [
    [ofMs("dynamic", 30, 10, 50), ofMs("bare", 10, 20)],
    [ofMs("dynamic", 8), ofMs("bare", 4, 1)],
  ];
  expect(figure(rounds, "dynamic", msOf("refresh"))).toEqual({ min: 8, median: 20 });
  // 30/10, 10/20 and 8/4: the third turn of the one and the last of the other are alone.
  expect(ratio(rounds, ["dynamic", "bare"], msOf("refresh"))).toEqual({ min: 0.5, median: 2 });
});

it("has no figure of what was not measured, nor a ratio over no calls", () => {
  const rounds = [[makeRun("dynamic", 10), makeRun("stock", 10)]];
  expect(figure(rounds, "floor", msOf("up"))).toBeUndefined();
  expect(ratio(rounds, ["dynamic", "floor"], msOf("up"))).toBeUndefined();
  expect(ratio(rounds, ["dynamic", "stock"], callsOf("upSame"))).toBeUndefined();
  expect(ratio(rounds, ["dynamic", "stock"], callsOf("up"))).toEqual({ min: 1, median: 1 });
});

it("has no figure where a turn lacks it: later ones would be compared with other turns", () => {
  const lacking = turns("dynamic", { ms: 1 }, { ms: 2, cpuMs: 7 });
  expect(figure([[lacking]], "dynamic", cpuOf("refresh"))).toBeUndefined();
});

it("takes the least of a round's starts", () => {
  const run = { ...makeRun("native", 10), starts: [{ hostMs: 3 }, { hostMs: 1 }, { hostMs: 2 }] };
  expect(figure([[run]], "native", hostOf)).toEqual({ min: 1, median: 1 });
});
