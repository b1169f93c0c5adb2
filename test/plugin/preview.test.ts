import { secret, secretPaths, UNKNOWN } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { answered } from "../protocol/support/setUp";
import { make, onePlugin, urnOf } from "./support/setUp";

const started = onePlugin();
const calls = () => started.service.calls().length;

it("knows of a pair to be issued what a preview can know, and makes no call", async () => {
  const { plugin } = started;
  const before = calls();
  const inputs = { environment: "production", label: "new" };
  const created = await plugin.create(urnOf("ApiKeyPair", "new"), inputs, { preview: true });
  expect(answered(created)).toMatchObject({
    id: "",
    outs: {
      ...inputs,
      issuer: "portal",
      status: "accepted",
      publicKey: UNKNOWN,
      privateKey: UNKNOWN,
      sealedPrivateKey: null,
      createdAt: UNKNOWN,
    },
  });
  expect(calls()).toBe(before);
});

it("knows a supplied pair by its id, its private half a secret", async () => {
  const { plugin, service } = started;
  const supplied = await service.issueKey("production");
  const inputs = { environment: "production", label: "given", supplied };
  const { id, outs } = answered(
    await plugin.create(urnOf("ApiKeyPair", "given"), inputs, { preview: true }),
  );
  expect([id, outs.publicKey]).toEqual([supplied.publicKey, supplied.publicKey]);
  expect(secretPaths(outs).sort()).toEqual(["privateKey", "supplied.privateKey"]);
});

it("keeps every output of what an update leaves as it is", async () => {
  const { plugin } = started;
  const pair = await make(plugin, "ApiKeyPair", "kept", { environment: "production", label: "a" });
  const before = calls();
  const news = { ...pair.inputs, label: "b" };
  const { outs } = answered(
    await plugin.update(pair.urn, pair.id, pair.outs, news, { preview: true }),
  );
  const { privateKey, ...others } = pair.outs;
  expect(outs).toEqual({ ...others, label: "b", privateKey: secret(privateKey) });
  expect(calls()).toBe(before);
  const { outs: real } = answered(await plugin.update(pair.urn, pair.id, pair.outs, news));
  expect(real).toEqual(outs);
});

it("foretells a rename of project and data space, as far as it is known", async () => {
  const { plugin, service } = started;
  const pair = { environment: "production", ...(await service.issueKey("production")) };
  service.initialize("Shop", "production");
  const project = await make(plugin, "SaasProject", "shop", { name: "Shop", keyPair: pair });
  const projectId = project.id;
  const space = await make(plugin, "DataSpace", "live", {
    projectId,
    type: "Production",
    keyPair: pair,
  });
  for (const [made, news, open] of [
    [project, { name: "Europe", keyPair: pair }, { dataSpaces: UNKNOWN }],
    [space, { projectId, type: "Production", name: "Live", keyPair: pair }, {}],
  ] as const) {
    const { urn, id, inputs: oldInputs, outs: olds } = made;
    answered(await plugin.diff(urn, id, { olds, oldInputs, news }));
    const preview = answered(await plugin.update(urn, id, olds, news, { preview: true }));
    const real = answered(await plugin.update(urn, id, olds, news));
    expect(preview.outs).toEqual({ ...real.outs, ...open });
  }
});
