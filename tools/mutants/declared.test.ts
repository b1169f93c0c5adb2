import { existsSync, readFileSync } from "node:fs";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { expect, it } from "vitest";
import { mutations } from "./declared";
import { digestOf } from "./digest";
import { killsIn } from "./recordOfKills";

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

it("declares none that was not run and killed as it stands: npm run mutants -- TEXT records it", () => {
  const kills = killsIn(checkoutRoot());
  const unproven = mutations.filter((mutation) => !(digestOf(mutation) in kills));
  expect(unproven.map(({ guard, file }) => `${file}: ${guard}`)).toEqual([]);
});
