import { expect, it } from "vitest";
import type { Lane } from "../../../tools/bench/lane";
import { minutesFor } from "../../../tools/bench/measure";
import { measureRound } from "../../../tools/bench/round";
import { roundsOf } from "../../../tools/bench/run";
import { phaseNames, type Way, ways } from "../../../tools/bench/ways";
import { makeRun, PACE } from "./report";

/** Those that this package is compared with, and it. */
const CONTRACT = ["ours", "bare", "stock", "floor"];

it("expects of a round what those who take part in it took in the last one", () => {
  const pace = { ...PACE, ours: 10, bare: 20, stock: 100 };
  const last = ways.map((way) => makeRun(way, 1_000, pace));
  // Six phases of ten, and six of twenty seconds.
  expect(minutesFor(["ours", "bare"], last)).toBe(3);
  expect(minutesFor(["stock"], last)).toBe(10);
  // Who joins later is expected to take as long as ours.
  expect(
    minutesFor(
      ["bare", "plugin"],
      last.filter(({ way }) => way !== "plugin"),
    ),
  ).toBe(3);
});

const full = { sizes: [10, 1_000], ways, isFull: true };
const close = ["ours", "plugin", "bare"];
it.each([
  ["a size below the largest", full, 10, [ways, close]],
  ["the largest, where the plugin joins later", full, 1_000, [CONTRACT, close]],
  ["the largest in one round, without the plugin", { ...full, runs: 1 }, 1_000, [CONTRACT]],
  ["the one size of a run", { ...full, sizes: [1_000], runs: 1 }, 1_000, [ways]],
  ["the largest of the short form", { ...full, isFull: false, runs: 1 }, 1_000, [ways]],
])("plans the rounds of %s", (_, task, size, expected) => {
  expect(roundsOf(task, size)).toEqual(expected);
});

/** Notes what it is asked, and takes so long: the last time for all that follows. */
const makeLane = (way: Way, asked: string[], ...times: number[]) =>
  ({
    way,
    pulumi: async ([verb]: readonly string[]) => {
      asked.push(`${verb} ${way}`);
      return { ms: times.length > 1 ? times.shift() : times[0] };
    },
    stateBytes: () => 1,
  }) as unknown as Lane;
const tools = { engineDir: "", key: "", loads: 0, say: () => {} };
const task = { round: 0, turns: 1, isTraced: false, until: Number.POSITIVE_INFINITY };

it("leaves out the destroy that would end too late, and takes what matters most first", async () => {
  const asked: string[] = [];
  const lanes = [
    makeLane("plugin", asked, 2_000),
    makeLane("stock", asked, 600_000),
    makeLane("bare", asked, 2_000),
    makeLane("ours", asked, 2_000),
    makeLane("floor", asked, 1_000),
  ];
  const until = performance.now() + 60_000;
  const runs = await measureRound(lanes, { ...task, lived: phaseNames, round: 1, until }, tools);
  expect(asked.slice(-4)).toEqual(
    ["ours", "floor", "bare", "plugin"].map((way) => `destroy ${way}`),
  );
  const lived = runs.map(({ way, phases }) => [way, phases.destroy?.length]);
  expect(lived).toEqual([
    ["plugin", 1],
    ["stock", undefined],
    ["bare", 1],
    ["ours", 1],
    ["floor", 1],
  ]);
});

it("expects a destroy to take nine tenths of the up, which is more than stock's took", async () => {
  const asked: string[] = [];
  const lanes = [makeLane("stock", asked, 70_000), makeLane("floor", asked, 66_000)];
  const until = performance.now() + 60_000;
  await measureRound(lanes, { ...task, lived: ["up", "destroy"], until }, tools);
  expect(asked).toEqual(["up stock", "up floor", "destroy floor"]);
});

it("measures what is short and compared closely several times, another one first in each turn, and keeps all", async () => {
  const asked: string[] = [];
  const lanes = [
    makeLane("ours", asked, 9, 5, 4),
    makeLane("bare", asked, 3, 8, 1),
    makeLane("stock", asked, 7),
  ];
  const runs = await measureRound(lanes, { ...task, lived: ["refresh"], turns: 3 }, tools);
  expect(asked.map((text) => text.split(" ")[1])).toEqual([
    ...["ours", "bare", "stock"],
    ...["bare", "ours"],
    ...["ours", "bare"],
  ]);
  expect(runs.map(({ phases }) => phases.refresh?.map(({ ms }) => ms))).toEqual([
    [9, 5, 4],
    [3, 8, 1],
    [7],
  ]);
});

it("begins each round with another one, measures what is long once, and has no state without an up", async () => {
  const asked: string[] = [];
  const lanes = [makeLane("ours", asked, 1), makeLane("bare", asked, 1)];
  const lived = ["previewNew"] as const;
  const runs = await measureRound(lanes, { ...task, lived, round: 1, turns: 3 }, tools);
  expect(asked).toEqual(["preview bare", "preview ours"]);
  expect(runs.map(({ stateBytes }) => stateBytes)).toEqual([undefined, undefined]);
});
