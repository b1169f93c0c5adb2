import { knobs } from "commerce-services-testkit/inProcess/program";
import { expect, it } from "vitest";
import { GenuineStack } from "../soak/genuine/stack";

/** The order of deletions that the engine of test/crash keeps, on the genuine one. */
it("deletes a dependant before the pair that it holds, when both go in one run", async () => {
  const stack = await GenuineStack.open("overlapping");
  expect(await stack.up(knobs)).toEqual([]);
  expect(await stack.up({ ...knobs, rotation: "2" })).toEqual([]);
  expect(await stack.up({ ...knobs, rotation: "3", hasStaging: false })).toEqual([]);
  expect(stack.live()).toEqual([stack.stack.live("key")?.id]);
  await stack.close();
});
