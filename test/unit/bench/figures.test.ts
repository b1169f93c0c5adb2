import { expect, it } from "vitest";
import { figure, figureOf, ratio } from "../../../tools/bench/figures";
import type { Measured } from "../../../tools/bench/measure";
import { msOf } from "../../../tools/bench/report";
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
