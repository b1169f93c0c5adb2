import { expect, it } from "vitest";
import { UNKNOWN } from "../../../provider/domain/unknown";
import { detailedDiff } from "../../../provider/pulumi/detailedDiff";

const kinds = (...args: Parameters<typeof detailedDiff>) =>
  Object.fromEntries(
    [...detailedDiff(...args)].map(([path, { kind, replaces, inputDiff }]) => [
      path,
      [kind, replaces, inputDiff],
    ]),
  );

it("names what was added, removed and changed, down to the value that differs", () => {
  const before = { name: "a", keyPair: { publicKey: "1", privateKey: "x" }, retired: ["p", "q"] };
  const now = {
    keyPair: { publicKey: "2", privateKey: "x" },
    retired: ["p"],
    store: { name: "s" },
  };
  expect(kinds(before, now, ["store"])).toEqual({
    name: ["delete", false, true],
    "keyPair.publicKey": ["update", false, true],
    "retired[1]": ["delete", false, true],
    store: ["add", true, true],
  });
});

it("takes a value that is not known yet for a change, even of another such", () => {
  expect(kinds({ name: "a" }, { name: UNKNOWN }, [])).toEqual({ name: ["update", false, true] });
  expect(kinds({ keyPair: { publicKey: "1" } }, { keyPair: UNKNOWN }, [])).toEqual({
    keyPair: ["update", false, true],
  });
});

it("lists what asks for a new resource even where no input differs", () => {
  expect(kinds({ label: "a" }, { label: "a" }, ["status"])).toEqual({
    status: ["update", true, false],
  });
});

it("quotes a name that a path is written with", () => {
  const before = { keepers: { "a.b": "1", "c d": "1", plain: "1" } };
  const now = { keepers: { "a.b": "2", "c d": "2", plain: "2" } };
  expect(Object.keys(kinds(before, now, []))).toEqual([
    'keepers["a.b"]',
    'keepers["c d"]',
    "keepers.plain",
  ]);
});

it("is empty for equal inputs", () => {
  expect(kinds({ a: [1, { b: null }] }, { a: [1, { b: null }] }, [])).toEqual({});
});
