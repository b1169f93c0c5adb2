import { expect, it } from "vitest";
import { provenCount } from "./rotation";

const old = new Set(["old"]);
const listing = (publicKey: string, status = 200, operation = "registry.list") => [
  { operation, publicKey, status },
];
const space = (id: string, publicKey = "new") => ({ id, publicKey });

it("counts each data space once that holds the new pair and has a row in a listing of it", () => {
  const recorded = [space("a"), space("b"), space("a")];
  expect(provenCount(recorded, old, listing("new"), ["a", "b"])).toBe(2);
});

it.each([
  ["holds the old pair", space("a", "old"), listing("old")],
  ["holds another pair than the one that listed", space("a", "other"), listing("new")],
  ["has no row", space("gone"), listing("new")],
  ["was in no listing at all", space("a"), []],
  ["was in a listing that was refused", space("a"), listing("new", 403)],
  ["was reached by a ping alone", space("a"), listing("new", 200, "ping")],
])("does not count a data space that %s", (_, one, made) => {
  expect(provenCount([one], old, made, ["a"])).toBe(0);
});
