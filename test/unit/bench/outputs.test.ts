import { expect, it, vi } from "vitest";
import { measureOutputs } from "../../../tools/bench/outputs";

const asked = vi.hoisted((): string[] => []);
vi.mock("../../../tools/bench/lane", () => ({
  openLane: async (way: string) => {
    const lane = { name: way };
    return {
      way,
      writePlan: () => {
        lane.name = "without";
      },
      pulumi: async ([verb]: readonly string[]) => {
        asked.push(`${verb} ${lane.name}`);
        return { ms: 1 };
      },
      close: async () => {},
    };
  },
}));

it("begins each turn with another one", async () => {
  await measureOutputs(10, { engineDir: "", key: "", loads: 0, say: () => {} });
  expect(asked.filter((text) => text.startsWith("refresh"))).toEqual(
    [
      ...["ours", "bare", "without"],
      ...["bare", "without", "ours"],
      ...["without", "ours", "bare"],
    ].map((name) => `refresh ${name}`),
  );
});
