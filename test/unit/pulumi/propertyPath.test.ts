import { expect, it } from "vitest";
import { ignoredWhole, ignoring, stepsOf } from "../../../provider/pulumi/propertyPath";

const state = { name: "by hand", store: { name: "s", cloudId: "1" }, retired: ["p", "q"] };

it("puts what is recorded where a path is ignored, and leaves the rest", () => {
  const inputs = { name: "declared", store: { name: "t", cloudId: "2" }, retired: ["p", "r"] };
  expect(ignoring(inputs, state, ["name"])).toEqual({ ...inputs, name: "by hand" });
  expect(ignoring(inputs, state, ["store.cloudId"]).store).toEqual({ name: "t", cloudId: "1" });
  expect(ignoring(inputs, state, ["retired[1]"]).retired).toEqual(["p", "q"]);
  expect(ignoring(inputs, state, ["*"])).toEqual(state);
  expect(ignoring(inputs, state, [])).toEqual(inputs);
});

it("takes away what is declared but was not recorded, and leaves alone what is neither", () => {
  const declared = { name: "a", keyPair: { publicKey: "1" } };
  expect(ignoring(declared, { name: "a" }, ["keyPair"])).toEqual({ name: "a" });
  expect(ignoring({ name: "a" }, { name: "a" }, ["store.cloudId", "none"])).toEqual({ name: "a" });
});

it.each([
  ["name", ["name"]],
  ["store.cloudId", ["store", "cloudId"]],
  ['keepers["a.b"].c', ["keepers", "a.b", "c"]],
  ['keepers["say \\"x\\""]', ["keepers", 'say "x"']],
  ["retired[0]", ["retired", "0"]],
  ["retired[*]", ["retired", "*"]],
])("reads %s step by step", (path, steps) => {
  expect(stepsOf(path)).toEqual(steps);
});

it("knows which properties are ignored as a whole", () => {
  expect(ignoredWhole(["status", "store.cloudId", "name"])).toEqual(["status", "name"]);
});
