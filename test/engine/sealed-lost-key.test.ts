import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { afterAll, beforeAll, expect, it } from "vitest";

/** A pair whose private key is lost, and which is adopted by its public key. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, SaasProject } = require("pulumi-commerce-services");
const knob = new pulumi.Config("test");
const publicKey = knob.get("publicKey");
const pair = new ApiKeyPair("key", {
  environment: "production",
  supplied: publicKey ? { publicKey, privateKey: knob.get("privateKey") } : undefined,
});
if (knob.getBoolean("project")) new SaasProject("project", { name: "Shop", keyPair: pair.keyPair });
exports.publicKey = pair.publicKey;
exports.status = pair.status;
exports.issuer = pair.issuer;
`;

let stack: Commerce;
let lost: { publicKey: string; privateKey: string };
beforeAll(async () => {
  stack = await createCommerce({ program, account: { keyPolicy: "overlapping" } });
  lost = await stack.emulator.issueKey("production");
});
afterAll(() => stack.close());

const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;
const changes = async () => (await stack.project.previewJson()).changeSummary;

it("refuses a public key that the gateway does not know", async () => {
  await stack.project.setConfig({ "test:publicKey": "0".repeat(32) });
  const { code, stdout } = await stack.project.up();
  expect(code).not.toBe(0);
  expect(stdout).toContain("CS4132: supplied.publicKey (00000000000000000000000000000000)");
});

it("adopts a pair by its public key, status unknown, and says what can't be proven", async () => {
  await stack.project.setConfig({ "test:publicKey": lost.publicKey });
  const { code, stdout } = await stack.project.up();
  expect(code).toBe(0);
  expect(stdout).toContain(`CS5014: ${lost.publicKey} is known to the gateway`);
  expect(await outputs()).toEqual({
    publicKey: lost.publicKey,
    status: "unknown",
    issuer: "supplied",
  });
  expect((await stack.project.refresh()).code).toBe(0);
  expect(await changes()).toEqual({ same: 2 });
});

it("lets nobody sign with it, before any call", async () => {
  await stack.project.setConfig({ "test:project": "true" });
  const { code, stdout } = await stack.project.up();
  expect(code).not.toBe(0);
  expect(stdout).toContain("CS1133: keyPair.privateKey is not there");
});

it("is made whole when the private key turns up", async () => {
  await stack.project.setConfig({}, { "test:privateKey": lost.privateKey });
  expect((await stack.project.up()).code).toBe(0);
  expect((await outputs()).status).toBe("accepted");
  expect(stack.project.grepEverywhere(lost.privateKey)).toEqual([]);
});

it("is healed by the next rotation, to an issued pair, and the lost one is named for deletion", async () => {
  for (const key of ["test:privateKey", "test:project"])
    await stack.project.run(["config", "rm", key]);
  const other = await stack.emulator.issueKey("production");
  await stack.project.setConfig({ "test:publicKey": other.publicKey });
  expect((await stack.project.up()).code).toBe(0);
  expect((await outputs()).status).toBe("unknown");
  await stack.project.run(["config", "rm", "test:publicKey"]);
  await stack.project.setConfig({ "test:project": "true" });
  const { code, stdout } = await stack.project.up();
  expect(code).toBe(0);
  expect(stdout).toContain(`CS5005: the supplied pair ${other.publicKey} is no longer declared`);
  expect(await outputs()).toMatchObject({ status: "accepted", issuer: "portal" });
});

it("reports a lost pair that died, without failing the refresh", async () => {
  const third = await stack.emulator.issueKey("production");
  await stack.project.run(["config", "rm", "test:project"]);
  await stack.project.setConfig({ "test:publicKey": third.publicKey });
  expect((await stack.project.up()).code).toBe(0);
  stack.emulator.deleteKey(third.publicKey);
  const { code, stdout } = await stack.project.refresh();
  expect(code).toBe(0);
  expect(stdout).toContain(`CS5009: the gateway refuses ${third.publicKey}`);
});
