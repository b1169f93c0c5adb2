import { expect, it } from "vitest";
import { isProperties, known, same, UNKNOWN } from "../../../provider/domain/unknown";

it.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ["text", false],
])("tells properties from other values: %j", (value, expected) => {
  expect(isProperties(value)).toBe(expected);
});

it("gives a value that is known, also an empty one, and nothing for one that is not", () => {
  expect([known("a"), known(""), known(null), known(UNKNOWN), known(undefined)]).toEqual([
    "a",
    "",
    null,
    undefined,
    undefined,
  ]);
});

it.each<[what: string, a: unknown, b: unknown, expected: boolean]>([
  ["equal texts", "a", "a", true],
  ["different texts", "a", "b", false],
  ["nothing and nothing", null, null, true],
  ["nothing and an object", null, {}, false],
  ["an object and nothing", {}, null, false],
  ["a text and an object", "a", {}, false],
  ["equal lists", [1, ["a"]], [1, ["a"]], true],
  ["lists in another order", [1, 2], [2, 1], false],
  ["lists that differ in one item", [1, 2], [1, 3], false],
  ["a list and a longer one", [1], [1, 2], false],
  ["a longer list and a shorter one", [1, 2], [1], false],
  ["an empty list and an empty object", [], {}, false],
  ["an empty object and an empty list", {}, [], false],
  ["an empty list and an object of its length", [], { length: 0 }, false],
  ["equal objects, in another order", { a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }, true],
  ["objects that differ within", { a: { b: 1 } }, { a: { b: 2 } }, false],
  ["objects that differ in one value", { a: 1, b: 2 }, { a: 1, b: 3 }, false],
  ["an object and one with more", { a: 1 }, { a: 1, b: 2 }, false],
  ["an object and one with less", { a: 1, b: 2 }, { a: 1 }, false],
  ["an absent property and one without a value", {}, { a: undefined }, true],
  ["an unknown and itself", UNKNOWN, UNKNOWN, false],
  ["an unknown and a value", UNKNOWN, "a", false],
  ["a value and an unknown", "a", UNKNOWN, false],
  ["unknowns within", { a: [UNKNOWN] }, { a: [UNKNOWN] }, false],
])("compares %s", (_what, a, b, expected) => {
  expect(same(a, b)).toBe(expected);
});
