import { expect, it } from "vitest";
import { dataText, plain } from "../../../tools/bench/data";
import { figuresOf } from "../../../tools/bench/ratios";
import type { Report } from "../../../tools/bench/report";
import { makeReport } from "./report";

it("gives each figure by way and by comparison, without what was not measured", () => {
  const [measured] = makeReport([10]).sizes;
  if (!measured) throw new Error("no size");
  const { size, phases, stateBytes, loadMs } = figuresOf(measured);
  const one = (value: number) => ({ min: value, median: value });
  expect([size, phases.up.ms]).toEqual([
    10,
    {
      ours: one(520),
      plugin: one(510),
      bare: one(500),
      stock: one(1_300),
      floor: one(480),
      "plugin/ours": one(51 / 52),
      "ours/bare": one(52 / 50),
      "ours/stock": one(52 / 130),
      "ours/floor": one(52 / 48),
      "bare/floor": one(50 / 48),
      "stock/floor": one(130 / 48),
    },
  ]);
  expect(Object.keys(phases.up.peakMb)).not.toContain("floor");
  expect(phases.upSame.calls).toEqual({ ours: one(0), plugin: one(0), stock: one(0) });
  expect(stateBytes["ours/stock"]).toEqual(one(0.4));
  expect(loadMs).toEqual({
    ours: one(50),
    bare: one(1),
    stock: one(1),
    "ours/bare": one(50),
    "ours/stock": one(50),
  });
});

it("computes goals and figures anew from what was found, not from what the file says of it", () => {
  const text = dataText(plain(makeReport([10, 100])));
  const read = JSON.parse(text) as Report;
  expect(dataText(plain(read))).toBe(text);
  expect(dataText({ ...read, goals: [], figures: [] } as Report)).toBe(text);
});
