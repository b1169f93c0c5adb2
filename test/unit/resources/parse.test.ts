import { expect, it } from "vitest";
import { z } from "zod";
import { CommerceServicesError } from "../../../provider/domain/errors";
import { UNKNOWN } from "../../../provider/domain/unknown";
import { idMalformed } from "../../../provider/resources/errors";
import { coded, parseKnown } from "../../../provider/resources/parse";

const shout = coded((text) => {
  if (text === "bad") throw idMalformed("shout");
  return text.toUpperCase();
});
const schema = z.strictObject({
  name: z.string(),
  shout: shout.optional(),
  kind: z.enum(["a", "b"]),
  nested: z.strictObject({ deep: z.number(), list: z.array(shout).optional() }).optional(),
  map: z.record(z.string(), z.string()).optional(),
});

const failuresOf = (value: unknown) =>
  parseKnown(schema, value).failures.map(({ code, path }) => `${code} ${path}`);

it("gives canonical values, and leaves out what is not there", () => {
  const value = { name: "n", shout: "x", kind: "a", nested: undefined, map: { k: "v" } };
  expect(parseKnown(schema, value)).toEqual({
    inputs: { name: "n", shout: "X", kind: "a", map: { k: "v" } },
    failures: [],
  });
});

it("collects every failure, each with its path", () => {
  const value = {
    shout: "bad",
    kind: "c",
    nested: { deep: "1", list: ["x", 2], more: 1 },
    map: { k: 1, l: "v" },
    nmae: "n",
  };
  expect(failuresOf(value)).toEqual([
    "CS1101 nmae",
    "CS1100 name",
    "CS1104 shout",
    "CS1102 kind",
    "CS1101 nested.more",
    "CS1102 nested.deep",
    "CS1102 nested.list[1]",
    "CS1102 map.k",
  ]);
});

it("goes on around unknowns at any depth, and carries them", () => {
  const value = {
    name: UNKNOWN,
    kind: UNKNOWN,
    nested: { deep: UNKNOWN, list: [UNKNOWN, "x"] },
    map: { k: UNKNOWN },
  };
  expect(parseKnown(schema, value)).toEqual({
    inputs: { ...value, nested: { deep: UNKNOWN, list: [UNKNOWN, "X"] } },
    failures: [],
  });
  expect(parseKnown(schema, UNKNOWN)).toEqual({ inputs: UNKNOWN, failures: [] });
  expect(
    failuresOf({ name: UNKNOWN, kind: "c", nested: { deep: UNKNOWN, more: UNKNOWN } }),
  ).toEqual(["CS1102 kind", "CS1101 nested.more"]);
});

it.each([undefined, null])("takes %s for not given", (nothing) => {
  expect(failuresOf({ name: nothing, kind: "a", nested: nothing })).toEqual(["CS1100 name"]);
});

it.each([["text"], [1], [[]], [true]])("refuses %j in place of an object", (value) => {
  expect(failuresOf({ name: "n", kind: "a", nested: value })).toEqual(["CS1102 nested"]);
});

it("never repeats a value, whichever rule refuses it", () => {
  const secret = "hunter2hunter2";
  const { failures } = parseKnown(schema, {
    name: [secret],
    shout: { [secret]: secret },
    kind: secret,
    nested: { deep: secret, list: secret },
    map: [secret],
  });
  expect(failures).toHaveLength(6);
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(CommerceServicesError);
    expect(failure.cause).toBeUndefined();
    expect(failure.message).not.toContain(secret);
  }
});

it("lets a fault inside a schema out as it is, for it is none of the user's", () => {
  const faulty = z.strictObject({
    a: coded(() => {
      throw new RangeError("ours");
    }),
  });
  expect(() => parseKnown(faulty, { a: "x" })).toThrow(RangeError);
});
