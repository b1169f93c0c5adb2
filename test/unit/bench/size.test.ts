import { beforeEach, expect, it, vi } from "vitest";
import { measureSize } from "../../../tools/bench/measure";
import type { Notebook } from "../../../tools/bench/notebook";
import type { Way } from "../../../tools/bench/ways";

/** What became of the lanes: an up of each takes a minute. */
const log = vi.hoisted((): string[] => []);
vi.mock("../../../tools/bench/lane", () => ({
  openLane: async (way: string) => {
    log.push(`open ${way}`);
    return {
      way,
      pulumi: async () => {
        log.push(`up ${way}`);
        return { ms: 60_000 };
      },
      stateBytes: () => 1,
      close: async () => void log.push(`close ${way}`),
    };
  },
}));
beforeEach(() => void log.splice(0));

/** @param minutes spent when the second round is to be begun */
async function measured(rounds: readonly (readonly Way[])[], minutes = 0) {
  const notebook = { once: (_: string, work: () => unknown) => work(), minutes: () => minutes };
  const task = { size: 10, phases: ["up"] as const, turns: 1, isTraced: false, minutes: 10 };
  const tools = { engineDir: "", key: "", loads: 0, say: () => {} };
  const found = await measureSize({ ...task, rounds }, tools, notebook as unknown as Notebook);
  return found.rounds.map((runs) => runs.map(({ way }) => way));
}

it("opens a lane when its way first takes part, once, and closes all of them", async () => {
  const rounds: Way[][] = [
    ["ours", "stock"],
    ["ours", "plugin"],
  ];
  expect(await measured(rounds)).toEqual(rounds);
  expect(log).toEqual([
    ...["open ours", "open stock", "up ours", "up stock"],
    ...["open plugin", "up plugin", "up ours"],
    ...["close ours", "close stock", "close plugin"],
  ]);
});

it("leaves out a round that would end too late, with who would join in it", async () => {
  const rounds: Way[][] = [["ours"], ["ours", "plugin"]];
  expect(await measured(rounds, 8)).toHaveLength(2);
  expect(await measured(rounds, 8.5)).toHaveLength(1);
});
