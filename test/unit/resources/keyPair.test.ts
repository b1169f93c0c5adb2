import { freshRsaPair } from "commerce-services-testkit/rsaPairs";
import { expect, it } from "vitest";
import { UNKNOWN } from "../../../provider/domain/unknown";
import { fingerprint } from "../../../provider/keys";
import {
  carryPrivateKey,
  checkKeyPair,
  keyPairEquals,
  pairOf,
} from "../../../provider/resources/keyPair";
import { offline } from "./offline";

const pem = () => freshRsaPair().privateKey;
const [privateKey, other] = [pem(), pem()];
const pair = { environment: "production", publicKey: "0123456789abcdef", privateKey } as const;
const defaultPair = { ...pair, publicKey: "fedcba9876543210" };

it.each<[string, object | undefined | typeof UNKNOWN, boolean]>([
  ["itself", { ...pair }, true],
  ["another layout of its key", { ...pair, privateKey: privateKey.replaceAll("\n", "\\n") }, true],
  ["a private key not known yet", { ...pair, privateKey: UNKNOWN }, true],
  ["another private key", { ...pair, privateKey: other }, false],
  ["another public key", { ...pair, publicKey: "fedcba9876543210" }, false],
  ["a public key not known yet", { ...pair, publicKey: UNKNOWN }, false],
  ["the other environment", { ...pair, environment: "sandbox" }, false],
  ["an environment not known yet", { ...pair, environment: UNKNOWN }, false],
  ["a pair not known at all", UNKNOWN, false],
  ["no pair", undefined, false],
])("compares a pair with %s", (_what, input, expected) => {
  expect(keyPairEquals(pair, input as typeof pair)).toBe(expected);
});

it("finds no pair and no pair equal", () => {
  expect(keyPairEquals(undefined, undefined)).toBe(true);
  expect(keyPairEquals(undefined, pair)).toBe(false);
  expect(keyPairEquals(undefined, UNKNOWN)).toBe(false);
});

it("carries a private key only beside the same known public key", () => {
  const news = (changed: object) => ({
    name: "n",
    keyPair: { ...pair, privateKey: UNKNOWN, ...changed },
  });
  expect(carryPrivateKey({ keyPair: pair }, news({}))).toEqual({ name: "n", keyPair: pair });
  for (const left of [
    news({ publicKey: "x" }),
    news({ publicKey: UNKNOWN }),
    news({ privateKey: other }),
  ]) {
    expect(carryPrivateKey({ keyPair: pair }, left)).toBe(left);
  }
  for (const olds of [undefined, {}, { keyPair: UNKNOWN }]) {
    const left = news({});
    expect(carryPrivateKey(olds, left)).toBe(left);
  }
});

it("signs with the resource's own pair, else with the stack's, else not at all", () => {
  const { configuration } = offline("urn", { defaultPair });
  expect(pairOf({ keyPair: pair }, configuration)).toBe(pair);
  expect(pairOf({}, configuration)).toBe(defaultPair);
  expect(() => pairOf({}, offline().configuration)).toThrow(
    expect.objectContaining({ code: "CS1108" }),
  );
});

it.each<[string, object | undefined, unknown, boolean, string[]]>([
  ["none, and no default", undefined, undefined, false, ["CS1108"]],
  ["none, and a default", undefined, undefined, true, []],
  ["unknown, and no default", undefined, UNKNOWN, false, []],
  [
    "of the other environment",
    { keyPair: pair },
    { ...pair, environment: "sandbox" },
    false,
    ["CS1109"],
  ],
  ["of the same", { keyPair: pair }, { ...pair }, false, []],
  ["of an unknown one", { keyPair: pair }, { ...pair, environment: UNKNOWN }, false, []],
  [
    "of sandbox, after the default (production)",
    {},
    { ...pair, environment: "sandbox" },
    true,
    ["CS1109"],
  ],
  [
    "the default (production), after sandbox",
    { keyPair: { ...pair, environment: "sandbox" } },
    undefined,
    true,
    ["CS1109"],
  ],
  ["unknown, after the default", {}, UNKNOWN, true, []],
])("checks a keyPair: %s", (_what, olds, keyPair, hasDefault, expected) => {
  const { configuration } = offline("urn", hasDefault ? { defaultPair } : {});
  const failures = checkKeyPair(olds as never, keyPair as never, configuration);
  expect(failures.map(({ code }) => code)).toEqual(expected);
});

it("signs with no fingerprint, which says nothing to the service", () => {
  const recorded = { ...pair, privateKey: fingerprint(privateKey) };
  expect(() => pairOf({ keyPair: recorded }, offline().configuration)).toThrow(
    "CS1111: keyPair.privateKey of 0123456789abcdef is a fingerprint",
  );
});
