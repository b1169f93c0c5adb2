import type { HandMadePair } from "commerce-services-emulator";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { suppliedProgram } from "commerce-services-testkit/commerce/supplied";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let stack: Commerce;
let first: HandMadePair;
beforeAll(async () => {
  stack = await createCommerce({
    program: suppliedProgram,
    account: { keyPolicy: "overlapping" },
  });
  first = await stack.emulator.issueKey("production");
  stack.emulator.initialize("Shop", "production");
  await supply(first);
});
afterAll(() => stack.close());

const supply = ({ publicKey, privateKey }: HandMadePair) =>
  stack.project.setConfig({ "test:publicKey": publicKey }, { "test:privateKey": privateKey });
const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;
const since = () => stack.emulator.calls().at(-1)?.sequence ?? 0;

describe("a supplied pair that does not work", () => {
  it("is refused with the half that is wrong: a public key that the gateway does not know", async () => {
    await supply({ ...first, publicKey: "0".repeat(32) });
    const { code, stdout } = await stack.project.up();
    expect(code).not.toBe(0);
    expect(stdout).toContain("CS2020");
    expect(stack.project.state().resources.filter(({ custom }) => custom)).toHaveLength(1);
  });

  it("is refused with the half that is wrong: a private key of another pair", async () => {
    const other = await stack.emulator.issueKey("sandbox");
    await supply({ ...first, privateKey: other.privateKey });
    const { code, stdout } = await stack.project.up();
    expect(code).not.toBe(0);
    expect(stdout).toContain("CS2021");
    expect(stack.project.grepEverywhere(other.privateKey)).toEqual([]);
  });
});

it("takes the pair in whatever layout it was pasted, and keeps the private key a secret", async () => {
  await supply({ ...first, privateKey: first.privateKey.replaceAll("\n", "\\n") });
  const { code, stderr } = await stack.project.up();
  expect([code, stderr]).toEqual([0, ""]);
  expect(await outputs()).toMatchObject({
    publicKey: first.publicKey,
    issuer: "supplied",
    merchantId: stack.emulator.merchantId,
  });
  // The same key in its canonical layout is no change.
  await supply(first);
  const { changeSummary } = await stack.project.previewJson();
  expect(changeSummary).toEqual({ same: 4 });
  expect(stack.project.grepEverywhere(first.privateKey)).toEqual([]);
});

it("rotates to another supplied pair and names the page where a person deletes the old one", async () => {
  const second = await stack.emulator.issueKey("production");
  await supply(second);
  const { diagnostics } = await stack.project.previewJson();
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining(`CS5004: the supplied pair ${first.publicKey} is replaced`),
    expect.stringContaining("CS5027: "),
    expect.stringContaining("CS5026: the production store shop "),
  ]);
  const before = since();
  const { code, stdout } = await stack.project.up();
  expect(code).toBe(0);
  expect(stdout).toContain(`CS5005: the supplied pair ${first.publicKey} is no longer declared`);
  expect(stdout).toContain("https://account.magento.com/apiportal/index/index/");
  const operations = stack.emulator.calls(before).map(({ operation }) => operation);
  expect(operations).not.toContain("keys.delete");
  expect((await outputs()).publicKey).toBe(second.publicKey);
});

it("does not tell anybody to delete a pair that another resource of the run has made current", async () => {
  const renamed = suppliedProgram.replace('new ApiKeyPair("key"', 'new ApiKeyPair("renamed"');
  stack.project.write({ "index.js": renamed });
  const { code, stdout } = await stack.project.up();
  expect(code).toBe(0);
  expect(stdout).toMatch(/ApiKeyPair key deleted/);
  expect(stdout).not.toContain("CS5005");
  stack.project.write({ "index.js": suppliedProgram });
  expect((await stack.project.up()).code).toBe(0);
});

it("names a retired public key that still works, and stops once it is deleted", async () => {
  await stack.project.setConfig({ "test:retired": JSON.stringify([first.publicKey]) });
  const { stdout } = await stack.project.up();
  expect(stdout).toContain(`CS5008: retired names ${first.publicKey}`);
  expect((await stack.project.refresh()).stdout).toContain("CS5008");
  stack.emulator.deleteKey(first.publicKey);
  expect((await stack.project.refresh()).stdout).not.toContain("CS5008");
});

it("reports a pair that was deleted in the portal, refuses to go on with it, and heals with a new one", async () => {
  const { publicKey = "", liveId } = await outputs();
  stack.emulator.deleteKey(publicKey);
  const refreshed = await stack.project.refresh();
  expect(refreshed.code).toBe(0);
  expect(refreshed.stdout).toContain(`CS5009: the gateway refuses ${publicKey}`);
  expect(refreshed.stdout.match(/^ {4}warning: CS5011/gm)).toHaveLength(2);
  const refused = await stack.project.previewJson();
  expect(refused.code).not.toBe(0);
  expect(refused.stdout + refused.stderr).toContain(`CS4130: supplied (${publicKey}) is refused`);

  const third = await stack.emulator.issueKey("production");
  await supply(third);
  expect((await stack.project.up()).code).toBe(0);
  expect(await outputs()).toMatchObject({ publicKey: third.publicKey, liveId });
});

it("catches a pair of another merchant before the old one is let go", async () => {
  const { publicKey } = await outputs();
  const theirs = await stack.emulator.issueKey("production", "theirs", { mageId: "MAG009999999" });
  stack.emulator.initialize("Shop", "production", { mageId: "MAG009999999" });
  await supply(theirs);
  const { code, stdout } = await stack.project.up();
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/CS4101: the pair belongs to the merchant MAG009999999/);
  const held = stack.project
    .state()
    .resources.map(({ inputs }) => inputs?.keyPair as { publicKey: string } | undefined)
    .flatMap((keyPair) => keyPair?.publicKey ?? []);
  expect(held).toEqual([publicKey, publicKey]);
  expect(stack.project.grepEverywhere(theirs.privateKey)).toEqual([]);
});
