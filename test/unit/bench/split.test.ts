import { expect, it, vi } from "vitest";
import { openLanes } from "../../../tools/bench/measure";
import { planOfSize } from "../../../tools/bench/mix";
import { measureSplit } from "../../../tools/bench/split";

vi.mock("../../../tools/bench/measure", () => ({
  openLanes: vi.fn(async () => [{ pulumi: async () => {}, close: async () => {} }]),
}));

const tools = { engineDir: "", key: "", loads: 0, say: () => {} };

it("splits into stacks of the smallest plan, and nothing that would be smaller", async () => {
  expect(await measureSplit(39, 10, tools)).toBeUndefined();
  expect(openLanes).not.toHaveBeenCalled();
  expect(await measureSplit(40, 10, tools)).toMatchObject({ stacks: 10, size: 4 });
  expect(openLanes).toHaveBeenCalledWith(Array(10).fill("ours"), planOfSize(4), tools);
});
