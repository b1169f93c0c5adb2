import { expect, it } from "vitest";
import { allOrNone, byName, count, listed, serviceText } from "../../../provider/domain/text";

it.each([
  ["Client ID is invalid", "Client ID is invalid"],
  ["\u001b[31mred\u001b[0m and\u009b1m gone", "red and gone"],
  ["key -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end", "key [secret] end"],
  ["cut -----BEGIN RSA PRIVATE KEY-----\nMIIE", "cut [secret]"],
  ["jwt eyJ0eXAiOiJKV1Qi.eyJleHAi.c2ln! ", "jwt [secret]!"],
  ["line\n[secretive]", "line [secretive]"],
  ["jwt ey\u001b[0mJ0eXAi.eyJleHAi.c2ln", "jwt [secret]"],
  ["header Bearer abc.def", "header [secret]"],
  [`${"x ".repeat(150)}`, `${"x ".repeat(100).slice(0, 199)}…`],
])("makes %j of a service fit for a message", (text, expected) => {
  expect(serviceText(text)).toBe(expected);
});

it("takes out the secrets of the call, and cuts only then", () => {
  expect(serviceText(`${"x".repeat(190)} t0k3n`, ["t0k3n"])).toBe(`${"x".repeat(190)} [secret]`);
});

it("counts and lists", () => {
  expect([count(1, "store"), count(2, "store"), count(0, "entry", "entries")]).toEqual([
    "1 store",
    "2 stores",
    "0 entries",
  ]);
  expect([listed(["a", "b"], 2), listed(["a", "b", "c"], 2)]).toEqual(["a, b", "a, b and 1 more"]);
  expect([allOrNone(["a, b", "c"]), allOrNone([])]).toEqual(["a, b; c", "none"]);
});

it("sorts by code point, whatever the language: capitals first, umlauts last", () => {
  expect(["b", "ä", "a", "B", "a"].sort(byName)).toEqual(["B", "a", "a", "b", "ä"]);
  expect([byName("a", "b"), byName("b", "a"), byName("a", "a")]).toEqual([-1, 1, 0]);
});
