import fc from "fast-check";
import { expect, it } from "vitest";
import { same, UNKNOWN, type Unknown } from "../../provider/domain/unknown";
import { changedIn, differenceOf, type OnChange } from "../../provider/resources/diffBy";
import { keyPairEquals } from "../../provider/resources/keyPair";
import { resources } from "../../provider/resources/table";
import { environments, offline, orUnknown, privateKeys, publicKeys } from "./resources";

const json = fc.jsonValue({ maxDepth: 3 });
const values = fc.record(
  { a: json, b: json, c: json },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<{ a?: unknown; b?: unknown; c?: unknown }>;
const onChange: OnChange<{ a?: unknown; b?: unknown; c?: unknown }> = {
  a: "update",
  b: "replace",
  c: "replace",
};
const diff = (state: object, inputs: object) =>
  differenceOf(onChange, changedIn(onChange, {}, state, inputs));

it("finds no difference between a thing and a copy of it", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(diff(value, structuredClone(value))).toEqual({ kind: "same" });
    }),
  );
});

it("replaces for exactly those that differ and cost it, whichever side they are on", () => {
  fc.assert(
    fc.property(values, values, (state, inputs) => {
      const differing = (["a", "b", "c"] as const).filter((key) => !same(state[key], inputs[key]));
      const expected =
        differing.length === 0
          ? { kind: "same" }
          : { kind: "changed", replaces: differing.filter((key) => key !== "a") };
      expect(diff(state, inputs)).toEqual(expected);
      expect(diff(inputs, state)).toEqual(expected);
    }),
  );
});

it("counts what is unknown, wherever it lies, as a difference", () => {
  const where = fc.constantFrom<(hidden: unknown) => unknown>(
    (hidden) => hidden,
    (hidden) => [hidden],
    (hidden) => ({ deep: { deeper: hidden } }),
  );
  fc.assert(
    fc.property(values, where, (state, hide) => {
      const inputs = { ...state, b: hide(UNKNOWN) };
      expect(diff(state, inputs)).toEqual({ kind: "changed", replaces: ["b"] });
      // Not even to another unknown: the two may turn out different.
      expect(same(hide(UNKNOWN), hide(UNKNOWN))).toBe(false);
    }),
  );
});

const pairs = fc.record({
  environment: environments,
  publicKey: publicKeys,
  privateKey: fc.constantFrom(...privateKeys),
});

it("has every pair equal to itself, and equality of known pairs go both ways", () => {
  fc.assert(
    fc.property(pairs, pairs, (one, other) => {
      expect(keyPairEquals(one, { ...one })).toBe(true);
      expect(keyPairEquals(one, other)).toBe(keyPairEquals(other, one));
    }),
  );
});

it("never calls two pairs equal whose public keys or environments differ, known or not", () => {
  const previewed = fc.record({
    environment: orUnknown(environments),
    publicKey: orUnknown(publicKeys),
    privateKey: orUnknown(fc.constantFrom(...privateKeys)),
  });
  fc.assert(
    fc.property(pairs, previewed, (state, input) => {
      const isEqual = keyPairEquals(state, input as typeof state);
      const isSame = state.publicKey === input.publicKey && state.environment === input.environment;
      if (!isSame) expect(isEqual).toBe(false);
      else expect(isEqual).toBe([UNKNOWN, state.privateKey].includes(input.privateKey));
    }),
  );
});

it("touches no dependant when a pair is relabelled: its id stays known, its key does not", () => {
  fc.assert(
    fc.property(pairs, (keyPair) => {
      const relabelled = { ...keyPair, privateKey: UNKNOWN as Unknown };
      const project = { name: "n", projectId: "p", keyPair, dataSpaces: [], adopted: true };
      const inputs = { name: "n", keyPair: relabelled };
      expect(resources.SaasProject.lifecycle.diff("p", project, inputs, offline())).toEqual({
        kind: "same",
      });
      const space = {
        projectId: "p",
        type: "Testing" as const,
        name: "n",
        dataSpaceId: "d",
        keyPair,
        projectName: "n",
        services: [],
        resyncCommands: [],
      };
      const declared = { projectId: "p", type: "Testing" as const, keyPair: relabelled };
      expect(resources.DataSpace.lifecycle.diff("d", space, declared, offline())).toEqual({
        kind: "same",
      });
    }),
  );
});

it("never replaces who signs with a pair because of that pair", () => {
  const maybe = fc.option(pairs, { nil: undefined });
  fc.assert(
    fc.property(maybe, orUnknown(maybe), (before, keyPair) => {
      const project = { name: "n", projectId: "p", dataSpaces: [], adopted: true, keyPair: before };
      const inputs = { name: "n", keyPair } as { name: string };
      const difference = resources.SaasProject.lifecycle.diff("p", project, inputs, offline());
      expect(difference.kind === "same" ? [] : difference.replaces).toEqual([]);
    }),
  );
});
