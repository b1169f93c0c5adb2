import { expect, it } from "vitest";
import { measureRound, participants } from "./measure";
import type { Stack } from "./stack";
import { type Variant, variants } from "./variants";

it("repeats what is close, unless it is told how many rounds to take", () => {
  expect(participants({ variants }, 0)).toEqual(variants);
  expect(participants({ variants }, 1)).toEqual(["dynamic", "native", "bare"]);
  expect(participants({ variants }, 2)).toEqual([]);
  expect(participants({ variants, runs: 3 }, 2)).toEqual(variants);
});

it("lets the stacks take turns, another one first in each, and keeps every sample", async () => {
  const asked: string[] = [];
  const stackOf = (variant: Variant) => ({
    variant,
    run: async ([verb]: readonly string[]) => ({ ms: asked.push(`${verb} ${variant}`) }),
    stateBytes: () => asked.push(`state ${variant}`),
    start: async () => ({ hostMs: asked.push(`start ${variant}`) }),
  });
  // Of a stack, all that a round asks for.
  const stacks = [stackOf("dynamic"), stackOf("bare"), stackOf("floor")] as unknown as Stack[];
  const runs = await measureRound(stacks, 1, { turns: 2, starts: 1 }, () => {});
  expect(asked).toEqual([
    ...["preview bare", "preview floor", "preview dynamic"],
    ...["up bare", "up floor", "up dynamic"],
    ...["state dynamic", "state bare", "state floor", "start dynamic", "start bare"],
    ...["preview bare", "preview floor", "preview dynamic", "preview dynamic", "preview bare"],
    ...["up bare", "up floor", "up dynamic"],
    ...["refresh bare", "refresh floor", "refresh dynamic", "refresh dynamic", "refresh bare"],
    ...["destroy bare", "destroy floor", "destroy dynamic"],
  ]);
  expect(runs.map(({ variant, phases }) => [variant, phases.refresh])).toEqual([
    ["dynamic", [{ ms: 22 }, { ms: 23 }]],
    ["bare", [{ ms: 20 }, { ms: 24 }]],
    ["floor", [{ ms: 21 }]],
  ]);
  expect(runs.map(({ stateBytes, starts }) => [stateBytes, starts])).toEqual([
    [7, [{ hostMs: 10 }]],
    [8, [{ hostMs: 11 }]],
    [9, []],
  ]);
});
