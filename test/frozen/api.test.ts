import { expect, it } from "vitest";
import { apiOf } from "./api";
import { type Entry, entries, packageJson } from "./product";
import { expectRecorded } from "./recorded";

it("has the entries that it had", () => {
  const { exports } = packageJson();
  expect(Object.keys(exports).filter((name) => name !== "./package.json")).toEqual(
    Object.keys(entries),
  );
});

it.each(Object.entries(entries))("exports from %s what it exported", (entry, name) => {
  expectRecorded(`api/${name}.txt`, apiOf(entry as Entry));
});
