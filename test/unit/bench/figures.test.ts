import { expect, it } from "vitest";
import { figure, figureOf, ratio } from "../../../tools/bench/figures";
import type { Measured, Run } from "../../../tools/bench/measure";
import { callsOf, cpuOf, msOf } from "../../../tools/bench/report";
import type { Way } from "../../../tools/bench/ways";
import { makeRun, PACE } from "./report";

it("gives the least and the middle one, or between the two in the middle", () => {
  expect(figureOf([3, 1, 2])).toEqual({ min: 1, median: 2 });
  expect(figureOf([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5 });
  expect(figureOf([7, undefined])).toEqual({ min: 7, median: 7 });
  expect(figureOf([undefined])).toBeUndefined();
});

/** The second round met a machine three times as slow. */
const measured: Measured = {
  size: 10,
  dataSpaces: 7,
  rounds: [1, 3, 1].map((slow) =>
    (["ours", "bare"] as const).map((way) =>
      makeRun(way, 10, { ...PACE, ours: 60 * slow, bare: 50 * slow }),
    ),
  ),
};

it("compares what ran side by side: a busy machine slows both and changes no ratio", () => {
  expect(figure(measured, "ours", msOf("up"))).toEqual({ min: 600, median: 600 });
  expect(ratio(measured, ["ours", "bare"], msOf("up"))).toEqual({ min: 1.2, median: 1.2 });
});

it("has no figure of a way that was not measured", () => {
  expect(figure(measured, "floor", msOf("up"))).toBeUndefined();
  expect(ratio(measured, ["ours", "floor"], msOf("up"))).toBeUndefined();
});

/** One round, with so many turns of a refresh. */
const turns = (way: Way, ...samples: { ms: number; cpuMs?: number }[]): Run => ({
  way,
  phases: { refresh: samples },
  loads: [],
});
const inTurns = (...rounds: Run[][]) => ({ size: 10, dataSpaces: 7, rounds });

it("keeps every turn, and compares each with the other way's of the same round and turn", () => {
  const both = inTurns(
    [turns("ours", { ms: 30 }, { ms: 10 }, { ms: 50 }), turns("bare", { ms: 10 }, { ms: 20 })],
    [turns("ours", { ms: 8 }), turns("bare", { ms: 4 }, { ms: 1 })],
  );
  expect(figure(both, "ours", msOf("refresh"))).toEqual({ min: 8, median: 20 });
  // 30/10, 10/20 and 8/4: the third turn of ours and the last of bare have no other to go with.
  expect(ratio(both, ["ours", "bare"], msOf("refresh"))).toEqual({ min: 0.5, median: 2 });
});

it("has no figure where a turn lacks it: those after it would be compared with other turns", () => {
  const lacking = turns("ours", { ms: 1 }, { ms: 2, cpuMs: 7 });
  const both = inTurns([lacking, turns("bare", { ms: 1, cpuMs: 1 }, { ms: 2, cpuMs: 7 })]);
  expect(figure(both, "ours", cpuOf("refresh"))).toBeUndefined();
  expect(ratio(both, ["ours", "bare"], cpuOf("refresh"))).toBeUndefined();
});

it("has no ratio over no calls", () => {
  const both = inTurns([makeRun("ours", 10), makeRun("stock", 10)]);
  expect(ratio(both, ["ours", "stock"], callsOf("upSame"))).toBeUndefined();
  expect(ratio(both, ["ours", "stock"], callsOf("up"))).toEqual({ min: 1, median: 1 });
});
