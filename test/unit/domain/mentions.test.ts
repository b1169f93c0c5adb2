import { expect, it } from "vitest";
import { mentions } from "../../../provider/domain/mentions";

it.each([
  ["the text itself", "abc", true],
  ["another text that holds it", "abcd", false],
  ["a property", { keyPair: { publicKey: "abc" } }, true],
  ["one item of a list", [1, null, ["abc"]], true],
  ["a list without it", [1, null, ["abd"]], false],
  ["a property's name", { abc: 1 }, false],
  ["nothing", null, false],
  ["no value", undefined, false],
  ["a pair that must be dead by now", { retired: { publicKey: "abc" } }, false],
  ["such a pair beside one that lives", { retired: "abc", active: "abc" }, true],
  ["nothing at all", {}, false],
])("finds a text in a recorded value: %s", (_what, value, expected) => {
  expect(mentions(value, "abc")).toBe(expected);
});
