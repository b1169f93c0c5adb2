import { expect, it } from "vitest";
import { dataSpaceCount, planOfSize, planOnCloud, seedFor } from "./plan";

it.each([
  [4, 1, 1],
  [10, 1, 7],
  [14, 2, 10],
  [1_000, 91, 907],
])("%i resources are 2 pairs, %i projects and %i data spaces", (size, projects, dataSpaces) => {
  const plan = planOfSize(size);
  const counts = plan.projects.map((project) => project.dataSpaces.length);
  expect([counts.length, dataSpaceCount(plan)]).toEqual([projects, dataSpaces]);
  expect([Math.min(...counts) > 0, Math.max(...counts) <= 10]).toEqual([true, true]);
});

it("binds a project's one Production space to its production store, and is what the account has", () => {
  const plan = planOfSize(5);
  expect(plan.projects).toEqual([
    {
      name: "Shop 1",
      dataSpaces: [
        { name: "Production", type: "Production", store: { name: "shop-1", role: "production" } },
        {
          name: "Testing 1",
          type: "Testing",
          store: { name: "shop-1-staging-1", role: "staging" },
        },
      ],
    },
  ]);
  expect(seedFor(plan).production.projects).toEqual([
    {
      name: "Shop 1",
      dataSpaces: [
        { name: "Production", type: "Production" },
        { name: "Testing 1", type: "Testing" },
      ],
    },
  ]);
});

it("gives each store on the cloud an id of its own, of the service's length", () => {
  const ids = planOnCloud(100).projects.flatMap(({ dataSpaces }) =>
    dataSpaces.map(({ store }) => store.cloudId),
  );
  expect(new Set(ids).size).toBe(100);
  expect(ids.filter((id) => !/^[a-z0-9]{13}$/.test(id ?? ""))).toEqual([]);
});
