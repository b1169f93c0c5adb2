import { expect, it } from "vitest";
import { provenCount } from "../../../tools/bench/rotation";

const before = new Set(["old"]);
const listed = { production: ["a", "b"], sandbox: ["c"] };
const listing = (publicKey: string, status = 200, operation = "registry.list") => [
  { sequence: 1, operation, publicKey, status },
];
const space = (id: string, publicKey = "new") => ({ id, environment: "production", publicKey });

it("counts each data space that holds the new pair and has a row in a listing of it", () => {
  expect(provenCount([space("a"), space("b")], before, listing("new"), listed)).toBe(2);
});

it.each([
  ["holds the old pair", space("a", "old"), listing("old")],
  ["holds another pair than the one that listed", space("a", "other"), listing("new")],
  ["is recorded with none", { id: "a" }, listing("new")],
  ["has no row", space("gone"), listing("new")],
  ["has its row in the other environment's listing", space("c"), listing("new")],
  ["was in no listing at all", space("a"), []],
  ["was in a listing that was refused", space("a"), listing("new", 403)],
  ["was reached by a ping alone", space("a"), listing("new", 200, "ping")],
])("does not count a data space that %s", (_, one, made) => {
  expect(provenCount([one], before, made, listed)).toBe(0);
});

it("counts a data space once, however many resources stand for it", () => {
  expect(provenCount([space("a"), space("a")], before, listing("new"), listed)).toBe(1);
});
