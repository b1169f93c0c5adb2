import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { expect, it } from "vitest";

interface Entry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(join(checkoutRoot(), "package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, Entry> };

it("names every platform's packages: else `npm ci` refuses it on a fresh clone", () => {
  const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !(`${parent}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  );
  // If not: node tools/complete-lockfile.mjs
  expect(missing).toEqual([]);
});

it("names no registry: everybody uses their own", () => {
  const registries = Object.values(packages).filter(({ resolved }) => resolved?.includes("://"));
  expect(registries).toEqual([]);
});
