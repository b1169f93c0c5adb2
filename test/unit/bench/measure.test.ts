import { expect, it } from "vitest";
import { minutesFor } from "../../../tools/bench/measure";
import { ways } from "../../../tools/bench/ways";
import { makeRun, PACE } from "./report";

it("expects of a round what those who take part in it took in the last one", () => {
  const pace = { ...PACE, ours: 10, bare: 20, stock: 100 };
  const last = ways.map((way) => makeRun(way, 1_000, pace));
  // Six phases of ten, and six of twenty seconds.
  expect(minutesFor(["ours", "bare"], last)).toBe(3);
  expect(minutesFor(["stock"], last)).toBe(10);
  expect(minutesFor(["stock"], last.slice(0, 1))).toBe(0);
});
