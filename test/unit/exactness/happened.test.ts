import { expect, it } from "vitest";
import { happened } from "../../exactness/happened";
import type { Said } from "../../exactness/telling";

const KEY = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::key";
const SHOP = "urn:pulumi:test::shop::pulumi-nodejs:shop:StoreSecret::shop";
const detailedDiff = { "keepers.rotation": { diffKind: "update" } };

const events = (kind: string, steps: readonly object[]) =>
  steps.map((metadata) => JSON.stringify({ [kind]: { metadata } }));
const begun = [
  { op: "create-replacement", urn: KEY, detailedDiff, keys: ["keepers"] },
  { op: "same", urn: "urn:unchanged" },
  { op: "update", urn: SHOP },
  { op: "delete-replaced", urn: KEY, old: { id: "old" } },
];
const output = [
  "a line of the engine's that is no event",
  ...events("resourcePreEvent", begun),
  ...events("resOutputsEvent", [
    { op: "create-replacement", urn: KEY, new: { id: "new" } },
    { op: "update", urn: SHOP },
  ]),
].join("\n");

const refused = { store: "shop", environment: "production" } as const;

it("is what was done, what changed, what was called, and who was refused from when until when", () => {
  const call = { method: "POST", path: "/v1/keys" };
  const read = { method: "GET", path: "/v1/keys" };
  const gone = { method: "DELETE", path: "/v1/keys/0123" };
  const calls = [call, read, gone] as unknown as Parameters<typeof happened>[1];
  const telling = happened(
    output,
    calls,
    [
      {
        ...refused,
        from: { kind: "made", publicKey: "new" },
        to: { kind: "given", resource: "shop" },
      },
      { ...refused, from: { kind: "deleted", publicKey: "old" }, to: { kind: "person" } },
      { ...refused, from: { kind: "deleted", publicKey: "another" }, to: { kind: "person" } },
    ],
    [],
  );
  const texts = (all: readonly Said[]) => all.map(({ text }) => text);
  const { operations, properties, calls: called, interruptions } = telling;
  expect({
    operations: texts(operations),
    properties: texts(properties),
    calls: texts(called),
    interruptions: texts(interruptions),
  }).toEqual({
    operations: [`create-replacement ${KEY}`, `update ${SHOP}`],
    properties: [`create-replacement ${KEY} keepers.rotation update, replaces`],
    calls: ["POST /v1/keys", "DELETE /v1/keys/…"],
    interruptions: [
      `shop, production: from create-replacement ${KEY} until update ${SHOP}`,
      `shop, production: from delete-replaced ${KEY} until person`,
      'shop, production: from no step of the run ({"kind":"deleted","publicKey":"another"}) until person',
    ],
  });
});
