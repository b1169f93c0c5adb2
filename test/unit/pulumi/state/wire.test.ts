import fc from "fast-check";
import { expect, it } from "vitest";
import { UNKNOWN } from "../../../../provider/domain/unknown";
import { fromWire, toWire } from "../../../../provider/pulumi/state/wire";

const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

it("reads unknowns at any depth, and secrets as what they hold", () => {
  expect(
    fromWire({
      a: UNKNOWN_ON_THE_WIRE,
      b: { c: [UNKNOWN_ON_THE_WIRE, "x"], d: secret({ e: secret("y") }) },
      f: null,
    }),
  ).toEqual({ a: UNKNOWN, b: { c: [UNKNOWN, "x"], d: { e: "y" } }, f: undefined });
});

it("marks a secret where it is, and leaves an unknown one to be found", () => {
  const paths = [["key"], ["pair", "key"], ["absent", "key"]] as const;
  expect(toWire({ key: "k", pair: { key: "p", name: "n" }, other: "o" }, paths)).toEqual({
    key: secret("k"),
    pair: { key: secret("p"), name: "n" },
    other: "o",
  });
  expect(toWire({ key: UNKNOWN, pair: UNKNOWN }, paths)).toEqual({
    key: UNKNOWN_ON_THE_WIRE,
    pair: UNKNOWN_ON_THE_WIRE,
  });
  expect(toWire({ pair: { name: "n" } }, paths)).toEqual({ pair: { name: "n" } });
});

it("leaves nothing undefined, however deep", () => {
  expect(
    toWire({ a: undefined, b: { c: undefined, d: [undefined, { e: undefined }] } }, []),
  ).toEqual({
    b: { d: [null, {}] },
  });
});

it("gives fresh objects that the host can write into", () => {
  const frozen = Object.freeze({ list: Object.freeze([Object.freeze({ a: 1 })]) });
  const written = toWire(frozen, []);
  written.__provider = "x";
  (written.list as { a: number }[])[0] = { a: 2 };
  expect(frozen).toEqual({ list: [{ a: 1 }] });
});

it.each([
  ["a function", () => 1],
  ["a symbol", Symbol("other")],
  ["a bigint", 1n],
  ["not a number", Number.NaN],
  ["infinite", Number.POSITIVE_INFINITY],
])("refuses what is not JSON: %s", (_what, value) => {
  expect(() => toWire({ a: { b: [value] } }, [])).toThrow(TypeError);
});

/** What lifecycles deal in: JSON without null, and unknowns. */
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(UNKNOWN),
    fc.string().filter((text) => text !== UNKNOWN_ON_THE_WIRE),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const maps = fc.dictionary(fc.string(), values, { maxKeys: 6, noNullPrototype: true });

it("comes back as it went out, whichever of its properties are secret", () => {
  fc.assert(
    fc.property(maps, fc.infiniteStream(fc.boolean()), (map, coin) => {
      const paths = Object.keys(map)
        .filter(() => coin.next().value)
        .map((key) => [key] as const);
      expect(fromWire(toWire(map, paths))).toEqual(map);
    }),
    { numRuns: 500 },
  );
});

it("is JSON: a text of it reads back as the same", () => {
  fc.assert(
    fc.property(maps, (map) => {
      const written = toWire(map, []);
      // -0 is written as 0, which the engine takes for the same number.
      expect(JSON.stringify(JSON.parse(JSON.stringify(written)))).toBe(JSON.stringify(written));
    }),
  );
});
