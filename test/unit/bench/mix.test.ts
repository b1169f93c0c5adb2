import { describe, expect, it } from "vitest";
import {
  dataSpaceCount,
  onCloud,
  planOf,
  planOfSize,
  resourceCount,
  seedFor,
} from "../../../tools/bench/mix";

describe("the mix of a size", () => {
  it.each([
    [10, 1, 7],
    [100, 9, 89],
    [1_000, 91, 907],
    [14, 2, 10],
    [4, 1, 1],
  ])("%i resources are 2 pairs, %i projects and %i data spaces", (size, projects, dataSpaces) => {
    const plan = planOfSize(size);
    expect(plan.projects).toHaveLength(projects);
    expect([dataSpaceCount(plan), resourceCount(plan)]).toEqual([dataSpaces, size]);
  });

  it("never has a project without a data space, nor one with more than ten", () => {
    for (let size = 4; size < 400; size++) {
      const counts = planOfSize(size).projects.map(({ dataSpaces }) => dataSpaces.length);
      expect(Math.min(...counts)).toBeGreaterThan(0);
      expect(Math.max(...counts)).toBeLessThanOrEqual(10);
    }
  });

  it("binds a project's one Production space to its production store, each other to its own", () => {
    expect(planOf(3).projects).toEqual([
      {
        name: "Shop 1",
        dataSpaces: [
          { name: "Production", type: "Production", store: { name: "shop-1", role: "production" } },
          {
            name: "Testing 1",
            type: "Testing",
            store: { name: "shop-1-staging-1", role: "staging" },
          },
          {
            name: "Testing 2",
            type: "Testing",
            store: { name: "shop-1-staging-2", role: "staging" },
          },
        ],
      },
    ]);
  });

  it("gives each store on the cloud an id of its own, of the service's length", () => {
    const ids = onCloud(planOf(100)).projects.flatMap(({ dataSpaces }) =>
      dataSpaces.map(({ store }) => store.cloudId),
    );
    expect(new Set(ids).size).toBe(100);
    expect(ids.filter((id) => !/^[a-z0-9]{13}$/.test(id ?? ""))).toEqual([]);
  });

  it("is what the account has: both pairs may live, and every data space is there", () => {
    expect(seedFor(planOf(2))).toEqual({
      keyPolicy: "overlapping",
      production: {
        projects: [
          {
            name: "Shop 1",
            dataSpaces: [
              { name: "Production", type: "Production" },
              { name: "Testing 1", type: "Testing" },
            ],
          },
        ],
      },
    });
  });
});
