import { beforeEach, expect, it } from "vitest";
import { Bindings } from "../../../../provider/resources/run/bindings";
import type { Binding } from "../../../../provider/resources/run/bindingTable";

const binding = (
  dataSpaceId: string,
  store?: Binding["store"],
  more: Partial<Binding> = {},
): Binding => ({ dataSpaceId, type: "Production", store, allowRebind: false, ...more });
const live = { name: "live", role: "production" } as const;
const stage = { name: "stage", role: "staging" } as const;

let bindings: Bindings;
beforeEach(() => {
  bindings = new Bindings();
});

it("finds one data space bound to two stores, whichever is declared second", () => {
  expect(bindings.declare("a", binding("d-1", live))).toEqual([]);
  expect(bindings.declare("b", binding("d-1", stage))).toEqual([
    { kind: "shared space", other: "a", store: "stage", otherStore: "live", type: "Production" },
  ]);
  expect(bindings.declare("a", binding("d-1", live))).toEqual([
    { kind: "shared space", other: "b", store: "live", otherStore: "stage", type: "Production" },
  ]);
});

it("takes the type from whichever of the two says it", () => {
  bindings.declare("a", binding("d-1", live, { type: "Testing" }));
  expect(bindings.declare("b", binding("d-1", stage, { type: undefined }))).toMatchObject([
    { type: "Testing" },
  ]);
});

it("has nothing against one store twice, other spaces, or no store at all", () => {
  bindings.declare("a", binding("d-1", live));
  expect(bindings.declare("b", binding("d-1", live))).toEqual([]);
  expect(bindings.declare("c", binding("d-2", stage))).toEqual([]);
  expect(bindings.declare("d", binding("d-1"))).toEqual([]);
});

it("has nothing against a resource's own earlier word", () => {
  bindings.declare("a", binding("d-1", live));
  expect(bindings.declare("a", binding("d-1", stage))).toEqual([]);
});

it.each(["record first", "declare first"])(
  "finds a production store that moves from one resource to another: %s",
  (order) => {
    const moved = { kind: "store moved", store: "live", from: "d-1", to: "d-2" };
    if (order === "record first") {
      expect(bindings.record("old", binding("d-1", live))).toEqual([]);
      expect(bindings.declare("new", binding("d-2", live))).toEqual([{ ...moved, other: "old" }]);
    } else {
      expect(bindings.declare("new", binding("d-2", live))).toEqual([]);
      expect(bindings.record("old", binding("d-1", live))).toEqual([{ ...moved, other: "old" }]);
    }
  },
);

it("lets a store move with allowRebind, in the same space, or when it is not production", () => {
  bindings.record("old", binding("d-1", live));
  bindings.record("test", binding("d-3", stage));
  expect(bindings.declare("a", binding("d-2", live, { allowRebind: true }))).toEqual([]);
  expect(bindings.declare("b", binding("d-1", live))).toEqual([]);
  expect(bindings.declare("c", binding("d-4", stage))).toEqual([]);
});

it("forgets what is gone", () => {
  bindings.declare("a", binding("d-1", live));
  bindings.record("a", binding("d-1", live));
  bindings.forget("a");
  expect(bindings.declare("b", binding("d-1", stage))).toEqual([]);
  expect(bindings.declare("c", binding("d-2", live))).toEqual([]);
});

it("asks nothing of bindings that share neither space nor store: there may be ten thousand", () => {
  let asked = 0;
  const watched = new Proxy(binding("d-1", live), {
    get: (target, key) => {
      asked++;
      return Reflect.get(target, key);
    },
  });
  bindings.record("old", watched);
  bindings.declare("a", watched);
  asked = 0;
  expect(bindings.declare("b", binding("d-2", stage))).toEqual([]);
  expect(bindings.record("b", binding("d-2", stage))).toEqual([]);
  expect(bindings.isRebound("b", binding("d-2", stage))).toBe(false);
  expect(bindings.boundBy("d-2")).toEqual(["b"]);
  expect(asked).toBe(0);
});
