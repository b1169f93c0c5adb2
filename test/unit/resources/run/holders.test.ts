import { beforeEach, expect, it } from "vitest";
import { Holders } from "../../../../provider/resources/run/holders";

let holders: Holders;
beforeEach(() => {
  holders = new Holders();
});

it("has a resource hold both pairs from its diff until its update has succeeded", () => {
  holders.declared("project", "new");
  holders.recorded("project", "old");
  expect([holders.of("old"), holders.of("new")]).toEqual([["project"], ["project"]]);
  holders.given("project", "new");
  expect([holders.of("old"), holders.of("new")]).toEqual([[], ["project"]]);
});

it("has nobody hold what was never seen, and a resource that is gone hold nothing", () => {
  expect(holders.of("any")).toEqual([]);
  holders.given("project", "key");
  holders.declared("space", "key");
  holders.released("project");
  expect(holders.of("key")).toEqual(["space"]);
});

it("names each holder once, in the order of the alphabet", () => {
  holders.given("b", "key");
  holders.given("a", "key");
  expect(holders.of("key")).toEqual(["a", "b"]);
});

it("knows better than the engine's record only whom this run has seen recorded or given", () => {
  holders.declared("declared", "key");
  holders.recorded("recorded", "key");
  holders.given("given", "key");
  expect(["declared", "recorded", "given", "never"].map((name) => holders.knows(name))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
