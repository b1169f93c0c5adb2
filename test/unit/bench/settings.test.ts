import { availableParallelism } from "node:os";
import { expect, it, vi } from "vitest";
import type { Notebook } from "../../../tools/bench/notebook";
import { measureSettings } from "../../../tools/bench/settings";

/** Shorter from command to command, as on a machine that is left alone by and by. */
const clock = vi.hoisted(() => ({ ms: 100 }));
vi.mock("../../../tools/bench/lane", () => ({
  openLane: async () => ({
    pulumi: async () => ({ ms: clock.ms-- }),
    stateBytes: () => 1,
    close: async () => {},
  }),
}));

it("takes each setting twice, backwards the second time, and goes by the least", async () => {
  const steps: string[] = [];
  const notebook = {
    once: (step: string, work: () => Promise<unknown>) => {
      steps.push(step);
      return work();
    },
  } as unknown as Notebook;
  const tools = { engineDir: "", key: "", loads: 0, say: () => {} };
  const found = await measureSettings(20, tools, notebook);

  const titles = found.map(({ title }) => title);
  expect(steps).toEqual([
    ...titles.map((title) => `${title}, turn 1`),
    ...titles.toReversed().map((title) => `${title}, turn 2`),
  ]);
  expect(titles[0]).toContain(`\`--parallel ${4 * availableParallelism()}\``);
  expect(found.map(({ turns }) => turns)).toEqual([
    [100, 91],
    [99, 92],
    [98, 93],
    [97, 94],
    [96, 95],
  ]);
  expect(found.map(({ ms }) => ms)).toEqual([91, 92, 93, 94, 95]);
});
