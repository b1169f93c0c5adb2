import { UNKNOWN } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { answered, refused } from "../protocol/support/setUp";
import { accepted, type Made, make, onePlugin } from "./support/setUp";

const started = onePlugin();
const deleteFirst = onePlugin({ keyPolicy: "delete-first" }, { keyPolicy: "delete-first" });

/** A check and a diff against what was made, as a preview does them. */
async function edit(
  { urn, id, inputs, outs }: Made,
  news: Record<string, unknown>,
  ignoreChanges: string[] = [],
  { plugin } = started,
) {
  const checked = await accepted(plugin, urn, inputs, news);
  return answered(
    await plugin.diff(urn, id, { olds: outs, oldInputs: inputs, news: checked, ignoreChanges }),
  );
}

it("says of each difference where it is, what it is, and whether it replaces", async () => {
  const declared = { environment: "production", label: "a", keepers: { rotation: "1" } };
  const pair = await make(started.plugin, "ApiKeyPair", "pair", declared);
  expect(await edit(pair, declared)).toMatchObject({ changes: "DIFF_NONE", detailed: {} });
  expect(await edit(pair, { ...declared, label: "b" })).toMatchObject({
    changes: "DIFF_SOME",
    replaces: [],
    diffs: ["label"],
    deleteBeforeReplace: false,
    detailed: { label: "update" },
  });
  const rotated = { ...declared, label: UNKNOWN, keepers: { rotation: "2", by: "hand" } };
  expect(await edit(pair, rotated)).toMatchObject({
    replaces: ["keepers"],
    deleteBeforeReplace: false,
    detailed: {
      label: "update",
      "keepers.rotation": "update-replace",
      "keepers.by": "add-replace",
    },
  });
  expect(started.plugin.logged).toContainEqual({
    severity: "WARNING",
    urn: pair.urn,
    message: expect.stringMatching(new RegExp(`^CS5002: .*${pair.id}`)),
  });
});

it("ignores what it is told to, the service's part of it included", async () => {
  const { plugin } = started;
  const declared = { environment: "production", label: "a" };
  const pair = await make(plugin, "ApiKeyPair", "ignored", declared);
  expect(await edit(pair, { ...declared, label: "b" }, ["label"])).toMatchObject({
    changes: "DIFF_NONE",
  });
  const refusedByNow = { ...pair, outs: { ...pair.outs, status: "refused" } };
  expect(await edit(refusedByNow, declared)).toMatchObject({
    replaces: ["status"],
    detailed: { status: "update-replace (output)" },
  });
  expect(await edit(refusedByNow, declared, ["status"])).toMatchObject({ changes: "DIFF_NONE" });
});

it("asks for the deletion first in an account that takes no second pair", async () => {
  const declared = { environment: "production", label: "a", keepers: { rotation: "1" } };
  const pair = await make(deleteFirst.plugin, "ApiKeyPair", "pair", declared);
  const rotated = { ...declared, keepers: { rotation: "2" } };
  expect(await edit(pair, rotated, [], deleteFirst)).toMatchObject({ deleteBeforeReplace: true });
  const relabelled = { ...declared, label: "b" };
  expect(await edit(pair, relabelled, [], deleteFirst)).toMatchObject({
    deleteBeforeReplace: false,
  });
});

it("takes the resource's name for a label that no program gave", async () => {
  const { plugin } = started;
  const pair = await make(plugin, "ApiKeyPair", "by its::name", { environment: "production" });
  expect(pair.inputs.label).toBe("by its::name");
});

it("reads what the dynamic provider recorded, and leaves what that provider needs in its own state", async () => {
  const { plugin } = started;
  const declared = { environment: "production", label: "moved" };
  const pair = await make(plugin, "ApiKeyPair", "moved", declared);
  const marks = {
    self: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::moved",
    __provider: 'exports.handler=()=>require("pulumi-commerce-services/provider").ApiKeyPair;',
  };
  expect(pair.outs).toMatchObject({ ...marks, declared: "environment label" });
  expect(Object.keys(pair.inputs).sort()).toEqual(["environment", "label"]);
  const { urn, id, outs } = pair;
  const oldInputs = { ...declared, ...marks };
  const news = await accepted(plugin, urn, oldInputs, declared);
  expect(answered(await plugin.diff(urn, id, { olds: outs, oldInputs, news }))).toMatchObject({
    changes: "DIFF_NONE",
  });
});

it("says what a state lacks that it can't read", async () => {
  const { plugin } = started;
  const pair = await make(plugin, "ApiKeyPair", "broken", { environment: "production" });
  const { createdAt: _gone, ...olds } = pair.outs;
  const failure = refused(
    await plugin.diff(pair.urn, pair.id, { olds, oldInputs: pair.inputs, news: pair.inputs }),
  );
  expect([failure.code, failure.message]).toEqual([
    9,
    expect.stringMatching(/^CS9002: .*createdAt/),
  ]);
});
