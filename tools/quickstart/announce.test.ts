import { readPlan } from "commerce-services-testkit/project/plan";
import { describe, expect, it } from "vitest";
import { announce } from "./announce";
import { createFirst, deleteFirst, urns } from "./rotationPlan";

const [make, , shop, other] = createFirst;

describe("what a rotation is announced to do", () => {
  it("starts with the new pair in an exclusive account, and ends for each store with its settings", () => {
    expect(announce("exclusive", createFirst)).toEqual([
      { store: "shop", opens: make, closes: shop },
      { store: "shop-staging", opens: make, closes: other },
    ]);
  });

  it("starts with the deletion in a delete-first account", () => {
    expect(announce("delete-first", deleteFirst)).toEqual([
      { store: "shop", opens: deleteFirst[0], closes: shop },
      { store: "shop-staging", opens: deleteFirst[0], closes: other },
    ]);
  });

  it("is nothing in an overlapping account", () => {
    expect(announce("overlapping", createFirst)).toEqual([]);
  });

  it("leaves out stores that do not depend on the replaced pair", () => {
    const independent = { op: "update", urn: urns.other, dependencies: [urns.sandbox] };
    expect(announce("exclusive", [make, independent])).toEqual([]);
  });

  it("has no end for a store whose settings come before the new pair", () => {
    const early = { op: "update", urn: urns.shop, dependencies: [urns.pair] };
    expect(announce("exclusive", [early, make])).toEqual([
      { store: "shop", opens: make, closes: undefined },
    ]);
  });
});

it("reads the changing steps of a plan, in the engine's order", () => {
  const document = {
    steps: [
      { op: "same", urn: urns.sandbox, newState: { id: "1" } },
      { op: "create-replacement", urn: urns.pair, newState: {} },
      { op: "replace", urn: urns.pair, newState: {} },
      { op: "update", urn: urns.data, newState: { dependencies: [urns.pair] } },
      { op: "delete-replaced", urn: urns.pair, oldState: { dependencies: ["not of interest"] } },
    ],
  };
  expect(readPlan(JSON.stringify(document))).toEqual([
    { op: "create-replacement", urn: urns.pair, dependencies: [] },
    { op: "update", urn: urns.data, dependencies: [urns.pair] },
    { op: "delete-replaced", urn: urns.pair, dependencies: [] },
  ]);
});
