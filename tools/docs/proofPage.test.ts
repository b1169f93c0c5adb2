import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { proofPage } from "./proofPage";

it("docs/proof.md is what the runs in docs/proof came to: run `npm run docs` after one", () => {
  const matrix = readFileSync("docs/crash-matrix.md", "utf8");
  expect(readFileSync("docs/proof.md", "utf8")).toBe(proofPage("docs/proof", matrix));
});

type Run = Readonly<Record<string, string | number>>;
const runs = readdirSync("docs/proof").map(
  (file) => JSON.parse(readFileSync(join("docs/proof", file), "utf8")) as Run,
);
const named = (beginning: string) => {
  const found = runs.filter(({ name }) => String(name).startsWith(beginning));
  expect(found).not.toEqual([]);
  return found;
};

it("shows no run that failed what it claims", () => {
  for (const { converged, points } of named("genuine CLI killed")) expect(converged).toBe(points);
  for (const run of named("store under load")) {
    expect(run).toMatchObject({ refusedOutside: 0, failed: 0 });
  }
  expect(named("store under load, overlapping")).toMatchObject([{ refused: 0 }]);
  const [mutants] = named("mutants");
  expect(mutants?.killed).toBe(mutants?.declared);
});
