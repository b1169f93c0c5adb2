import type { Emulator } from "commerce-services-emulator";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { opsByName, resourcesNamed } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

/** Two merchants in one program, each with gateways, portal and key policy of its own. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, Provider, SaasProject, getDataSpaces, getProjects } =
  require("pulumi-commerce-services/native");

const knob = new pulumi.Config("test");
const merchants = JSON.parse(knob.require("merchants"));
const secrets = knob.requireSecretObject("tokens");
for (const [name, { keyPolicy, gatewayUrl, sandboxGatewayUrl, portalUrl, merchantId }] of Object.entries(merchants)) {
  const provider = new Provider(name, {
    keyPolicy, gatewayUrl, sandboxGatewayUrl, portalUrl, merchantId,
    portalToken: secrets[name],
    verifyTimeout: "2s",
    maxConcurrency: 8,
  });
  const keepers = { rotation: knob.get(name + "Rotation") || "1" };
  const pair = new ApiKeyPair(name + "-key", { environment: "production", keepers }, { provider });
  const { keyPair } = pair;
  const project = new SaasProject(name + "-project", { name, keyPair }, { provider });
  const space = new DataSpace(
    name + "-live",
    { projectId: project.projectId, type: "Production", store: { name, role: "production" }, keyPair },
    { parent: project },
  );
  exports[name] = {
    publicKey: pair.publicKey,
    merchantId: space.merchantId,
    projects: getProjects({ keyPair }, { provider, dependsOn: [project] }).projects,
    spaces: getDataSpaces({ keyPair, projectId: project.projectId }, { provider }).dataSpaces
      .apply((found) => found.map(({ name }) => name)),
  };
}
`;

const MERCHANTS = {
  acme: { mageId: "MAG005500001", keyPolicy: "overlapping" },
  globex: { mageId: "MAG005500002", keyPolicy: "delete-first" },
} as const;
type Name = keyof typeof MERCHANTS;

let accounts: Readonly<Record<Name, Emulator>>;
let stack: Commerce;
beforeAll(async () => {
  accounts = {
    acme: await startEmulator(MERCHANTS.acme),
    globex: await startEmulator(MERCHANTS.globex),
  };
  const each = <T>(to: (name: Name, emulator: Emulator) => T) =>
    JSON.stringify({ acme: to("acme", accounts.acme), globex: to("globex", accounts.globex) });
  const merchants = each((name, { gatewayUrl, sandboxGatewayUrl, portalUrl, merchantId }) => {
    const { keyPolicy } = MERCHANTS[name];
    return { keyPolicy, gatewayUrl, sandboxGatewayUrl, portalUrl, merchantId };
  });
  stack = await createCommerce({ program });
  await stack.project.setConfig(
    { "test:merchants": merchants },
    { "test:tokens": each((_name, { portalToken }) => portalToken) },
  );
});
afterAll(async () => {
  await stack.close();
  for (const emulator of Object.values(accounts)) await emulator.close();
});

const outputs = async () =>
  (await stack.project.outputs()) as Record<Name, Record<string, unknown>>;

it("serves each merchant with its own settings", async () => {
  const { code, stdout } = await stack.project.up();
  expect(code, stdout).toBe(0);
  const found = await outputs();
  for (const name of ["acme", "globex"] as const) {
    const { merchantId } = accounts[name];
    expect(merchantId).toBe(MERCHANTS[name].mageId);
    expect(found[name]).toEqual({
      publicKey: accounts[name].keys("production")[0]?.publicKey,
      merchantId,
      projects: [expect.objectContaining({ projectName: name, merchantId })],
      spaces: expect.arrayContaining(["Production", "Testing 1", "Testing 2"]),
    });
  }
  // The stack's own configuration names a third account, which nobody asked for anything.
  expect(stack.emulator.calls()).toEqual([]);
  expect((await stack.project.previewJson()).changeSummary).toEqual({ same: 9 });
});

it("rotates each in the order that its account demands, and leaves the other alone", async () => {
  const before = await outputs();
  const count = accounts.acme.calls().length;
  await stack.project.setConfig({ "test:globexRotation": "2" });
  const { steps } = await stack.project.previewJson("--show-replacement-steps");
  expect(opsByName(steps)["globex-key"]).toEqual([
    "delete-replaced",
    "replace",
    "create-replacement",
  ]);
  expect(opsByName(steps)["acme-key"]).toBe(undefined);
  const { code, stdout } = await stack.project.up();
  expect(code, stdout).toBe(0);
  const after = await outputs();
  expect(after.acme.publicKey).toBe(before.acme.publicKey);
  expect(after.globex.publicKey).not.toBe(before.globex.publicKey);
  const changing = accounts.acme
    .calls()
    .slice(count)
    .filter(({ method }) => method !== "GET");
  expect(changing).toEqual([]);
});

it("keeps the tokens out of sight", async () => {
  const [acme] = resourcesNamed(stack.project.state(), "acme");
  expect(acme?.type).toBe("pulumi:providers:commerce-services");
  expect(acme?.inputs).toMatchObject({ merchantId: MERCHANTS.acme.mageId, maxConcurrency: "8" });
  for (const { portalToken } of Object.values(accounts))
    expect(stack.project.grepEverywhere(portalToken)).toEqual([]);
});
