import { expect, it } from "vitest";
import { type Lane, measureRound, minutesFor } from "../../../tools/bench/measure";
import { phaseNames, ways } from "../../../tools/bench/ways";
import { makeRun, PACE } from "./report";

it("expects of a round what those who take part in it took in the last one", () => {
  const pace = { ...PACE, ours: 10, bare: 20, stock: 100 };
  const last = ways.map((way) => makeRun(way, 1_000, pace));
  // Six phases of ten, and six of twenty seconds.
  expect(minutesFor(["ours", "bare"], last)).toBe(3);
  expect(minutesFor(["stock"], last)).toBe(10);
  expect(minutesFor(["stock"], last.slice(0, 1))).toBe(0);
});

it("leaves out the destroy that would end too late, and takes ours and the floor first", async () => {
  const asked: string[] = [];
  const lane = (way: "ours" | "stock" | "floor", ms: number) =>
    ({
      way,
      pulumi: async ([verb]: readonly string[]) => {
        asked.push(`${verb} ${way}`);
        return { ms };
      },
      stateBytes: () => 1,
    }) as unknown as Lane;
  const lanes = [lane("stock", 600_000), lane("ours", 2_000), lane("floor", 1_000)];
  const tools = { engineDir: "", key: "", loads: 0, say: () => {} };
  const task = { lived: phaseNames, turns: 1, isTraced: false, until: performance.now() + 60_000 };
  const runs = await measureRound(lanes, task, tools);
  expect(asked.slice(-3)).toEqual(["refresh floor", "destroy ours", "destroy floor"]);
  expect(runs.map(({ way, phases }) => [way, phases.destroy !== undefined])).toEqual([
    ["stock", false],
    ["ours", true],
    ["floor", true],
  ]);
});

it("measures what is short and compared closely several times, by turns, and keeps the middle one", async () => {
  const asked: string[] = [];
  const lane = (way: "ours" | "bare" | "stock", ...times: number[]) =>
    ({
      way,
      pulumi: async () => {
        asked.push(way);
        return { ms: times.shift() };
      },
    }) as unknown as Lane;
  const lanes = [lane("ours", 9, 5, 4), lane("bare", 3, 8, 1), lane("stock", 7)];
  const tools = { engineDir: "", key: "", loads: 0, say: () => {} };
  const task = {
    lived: ["refresh"] as const,
    turns: 3,
    isTraced: false,
    until: Number.POSITIVE_INFINITY,
  };
  const runs = await measureRound(lanes, task, tools);
  expect(asked).toEqual(["ours", "bare", "stock", "ours", "bare", "ours", "bare"]);
  expect(runs.map(({ phases }) => phases.refresh?.ms)).toEqual([5, 3, 7]);
});
