import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mutations } from "../../../tools/mutants/declared";

it("declares 60 mutations and more, each once", () => {
  expect(mutations.length).toBeGreaterThanOrEqual(60);
  const each = mutations.map(({ file, find, replace }) => JSON.stringify([file, find, replace]));
  expect(each.filter((one, at) => each.indexOf(one) !== at)).toEqual([]);
});

it("declares none that is stale: what it disarms stands once in its file, and its test exists", () => {
  const stale = mutations.filter(
    ({ file, find, test: [path] }) =>
      readFileSync(file, "utf8").split(find).length !== 2 || !existsSync(path),
  );
  // Whoever rewords a guard rewords its mutation in tools/mutants/declared.
  expect(stale.map(({ guard, file }) => `${file}: ${guard}`)).toEqual([]);
});
