import { secret, secretPaths } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { fingerprint } from "../../provider/keys";
import { answered, refused } from "../protocol/support/setUp";
import { make, onePlugin, urnOf } from "./support/setUp";

const started = onePlugin();

/** One project in the account, and a pair that sees it. */
async function account() {
  project ??= started.service.initialize("Shop", "production");
  const { projectId, dataSpaces } = project;
  const pair = await started.service.issueKey("production");
  return {
    keyPair: { environment: "production", ...pair },
    projectId,
    live: dataSpaces.find(({ type }) => type === "Production"),
  };
}
let project: ReturnType<typeof started.service.initialize> | undefined;

it("finds each of the three by its id alone or by what it is looked up with, and writes no key", async () => {
  const { plugin, service } = started;
  const { keyPair, projectId, live } = await account();
  const pair = answered(await plugin.read(urnOf("ApiKeyPair", "mine"), keyPair.publicKey));
  expect(pair.inputs).toEqual({
    environment: "production",
    label: "mine",
    supplied: { publicKey: keyPair.publicKey },
  });
  expect(pair.props).toMatchObject({ issuer: "supplied", status: "unknown", privateKey: null });

  const shop = answered(
    await plugin.read(urnOf("SaasProject", "shop"), projectId, { keyPair }, { keyPair }),
  );
  const kept = { ...keyPair, privateKey: secret(fingerprint(keyPair.privateKey)) };
  expect(shop.inputs).toEqual({ name: "Shop", keyPair: kept });
  expect(shop.props).toMatchObject({ projectId, adopted: true });
  const space = answered(
    await plugin.read(urnOf("DataSpace", "live"), live?.dataSpaceId ?? "", { keyPair }),
  );
  expect(space.inputs).toEqual({
    projectId,
    type: "Production",
    name: "Production",
    keyPair: kept,
  });
  expect(secretPaths(space.props)).toEqual(["keyPair.privateKey"]);
  expect(service.calls().filter(({ method }) => method !== "GET")).toEqual(
    service.calls().filter(({ operation }) => operation === "project.initialize"),
  );
});

it("finds the environment of a pair by asking both gateways", async () => {
  const { plugin, service } = started;
  const { publicKey } = await service.issueKey("sandbox");
  const { inputs } = answered(await plugin.read(urnOf("ApiKeyPair", "sandbox"), publicKey));
  expect(inputs).toMatchObject({ environment: "sandbox" });
});

it("answers without an id for what the account does not have", async () => {
  const { plugin } = started;
  const { keyPair } = await account();
  const nothing = { id: "", props: {}, inputs: {} };
  const unknown = "0".repeat(32);
  expect(await plugin.read(urnOf("ApiKeyPair", "none"), unknown)).toMatchObject(nothing);
  for (const kind of ["SaasProject", "DataSpace"] as const) {
    expect(await plugin.read(urnOf(kind, "none"), unknown, { keyPair })).toMatchObject(nothing);
  }
});

it("says what is missing to look with", async () => {
  const { projectId } = await account();
  const failure = refused(await started.plugin.read(urnOf("SaasProject", "shop"), projectId));
  expect([failure.code, failure.message.slice(0, 6)]).toEqual([9, "CS1108"]);
});

it("returns in a refresh the inputs that were declared, as they are now, and no others", async () => {
  const { plugin } = started;
  const { keyPair, projectId } = await account();
  const declared = { projectId, type: "Production", name: "Production", keyPair };
  const space = await make(plugin, "DataSpace", "live", declared);
  const { inputs } = answered(await plugin.read(space.urn, space.id, space.outs, space.inputs));
  expect(Object.keys(inputs).sort()).toEqual(Object.keys(declared).sort());
  const { name: _not, ...fewer } = space.inputs;
  const less = answered(await plugin.read(space.urn, space.id, space.outs, fewer));
  expect(Object.keys(less.inputs).sort()).toEqual(["keyPair", "projectId", "type"]);
  const unasked = answered(await plugin.read(space.urn, space.id, space.outs));
  expect(unasked.inputs).toEqual(inputs);
});
