import { UNKNOWN } from "commerce-services-testkit/wire/values";
import { beforeAll, expect, it } from "vitest";
import { keyPairOf, type Made, make } from "./support/declare";
import { answered, oneHost } from "./support/setUp";

const started = oneHost();
const made = {} as Record<"pair" | "project" | "space", Made>;
let callsBefore = 0;

beforeAll(async () => {
  const { service, host } = started;
  const keyPair = await keyPairOf(service);
  made.pair = await make(host, "ApiKeyPair", "pair", {
    environment: "production",
    label: "pair",
    keepers: { rotation: "1" },
  });
  made.project = await make(host, "SaasProject", "shop", { name: "Shop", keyPair });
  made.space = await make(host, "DataSpace", "live", {
    projectId: made.project.id,
    type: "Production",
    store: { name: "shop", role: "production" },
    keyPair,
  });
  callsBefore = service.calls().length;
});

const diff = async ({ id, outs, inputs }: Made, changes: object, drift: object = {}) => {
  const answer = await started.host.diff(id, { ...outs, ...drift }, { ...inputs, ...changes });
  const { changes: kind, replaces, deleteBeforeReplace } = answered(answer);
  return { changes: kind, replaces, deleteBeforeReplace };
};
const unchanged = { changes: "DIFF_NONE", replaces: [], deleteBeforeReplace: false };
const updated = { changes: "DIFF_UNKNOWN", replaces: [], deleteBeforeReplace: false };
const replacedFor = (...replaces: string[]) => ({ ...updated, replaces });

it("finds no difference in what was just made", async () => {
  for (const resource of Object.values(made)) expect(await diff(resource, {})).toEqual(unchanged);
});

it("lets the engine compare the inputs, and names those that replace", async () => {
  expect(await diff(made.pair, { label: "other" })).toEqual(updated);
  expect(await diff(made.pair, { keepers: { rotation: "2" } })).toEqual(replacedFor("keepers"));
  expect(await diff(made.project, { name: "Other" })).toEqual(updated);
  expect(await diff(made.project, { projectId: "p-2" })).toEqual(replacedFor("projectId"));
  expect(await diff(made.space, { name: "Other" })).toEqual(updated);
  expect(await diff(made.space, { projectId: "p-2", allowRebind: true })).toEqual(
    replacedFor("projectId"),
  );
});

it("never takes a pair that is not known yet for a replacement of who signs with it", async () => {
  expect(await diff(made.project, { keyPair: UNKNOWN })).toEqual(updated);
  expect(await diff(made.space, { keyPair: UNKNOWN })).toEqual(updated);
});

it("compares pairs by their public key while the private one is unknown", async () => {
  const { keyPair } = made.project.inputs as { keyPair: object };
  expect(await diff(made.project, { keyPair: { ...keyPair, privateKey: UNKNOWN } })).toEqual(
    unchanged,
  );
  expect(await diff(made.project, { keyPair: { ...keyPair, publicKey: UNKNOWN } })).toEqual(
    updated,
  );
});

it("sees a private key that was corrected, and none that merely has another layout", async () => {
  const { keyPair } = made.project.inputs as { keyPair: { privateKey: string } };
  const other = (await started.service.issueKey("sandbox")).privateKey;
  expect(other).not.toBe(keyPair.privateKey);
  expect(await diff(made.project, { keyPair: { ...keyPair, privateKey: other } })).toEqual(updated);
  const crlf = keyPair.privateKey.replaceAll("\n", "\r\n");
  expect(await diff(made.project, { keyPair: { ...keyPair, privateKey: crlf } })).toEqual(
    unchanged,
  );
});

it("takes an unknown dataSpaceId for the old one, and another for a replacement", async () => {
  expect(await diff(made.space, { dataSpaceId: UNKNOWN })).toEqual(unchanged);
  expect(await diff(made.space, { dataSpaceId: made.space.id })).toEqual(unchanged);
  expect(await diff(made.space, { dataSpaceId: "d-9", allowRebind: true })).toEqual(
    replacedFor("dataSpaceId"),
  );
});

it("tells the engine outright where only what the service showed calls for a new pair", async () => {
  expect(await diff(made.pair, {}, { status: "refused" })).toEqual({
    changes: "DIFF_SOME",
    replaces: ["status"],
    deleteBeforeReplace: false,
  });
});

it("is not moved by the urn, which a rename or a new parent changes", async () => {
  const moved = { self: "urn:pulumi:dev::shop::parent$pulumi-nodejs:dynamic/x:Y::renamed" };
  for (const resource of Object.values(made)) {
    expect(await diff(resource, moved)).toEqual(unchanged);
  }
});

it("refuses to give a production store another data space, and sends no property along", async () => {
  const answer = await started.host.diff(made.space.id, made.space.outs, {
    ...made.space.inputs,
    projectId: "p-2",
  });
  expect(answer).toMatchObject({
    ok: false,
    code: 2,
    message: expect.stringMatching(/^CS4002: allowRebind is not set/),
    made: undefined,
  });
});

it("makes no call", () => {
  expect(started.service.calls()).toHaveLength(callsBefore);
});
