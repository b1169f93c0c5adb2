import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { afterAll, beforeAll, expect, it } from "vitest";

/** As many data spaces as the configuration names; the pair is the stack's default one. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { DataSpace } = require("pulumi-commerce-services");
const spaces = new pulumi.Config("test").requireObject("spaces");
for (const [name, args] of Object.entries(spaces)) new DataSpace(name, args);
`;

let stack: Commerce;
let projectId: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  stack = await createCommerce({ program });
  const pair = await stack.emulator.issueKey("production");
  const made = stack.emulator.initialize("Shop", "production");
  projectId = made.projectId;
  for (const { name, dataSpaceId } of made.dataSpaces) ids[name] = dataSpaceId;
  await stack.project.setConfig(
    { "commerce-services:publicKey": pair.publicKey },
    { "commerce-services:privateKey": pair.privateKey },
  );
});
afterAll(() => stack.close());

const shop = { name: "shop-staging", role: "staging" };
const otherShop = { name: "outlet-staging", role: "staging" };
const bind = (spaces: Record<string, object>) =>
  stack.project.setConfig({
    "test:spaces": JSON.stringify(
      Object.fromEntries(
        Object.entries(spaces).map(([name, args]) => [
          name,
          { projectId, type: "Testing", cleanupOnRebind: true, ...args },
        ]),
      ),
    ),
  });
/** What a run wipes, and in which order it changes data spaces. */
async function changesOf(run: () => Promise<{ code: number | undefined; stdout: string }>) {
  const since = stack.emulator.calls().at(-1)?.sequence ?? 0;
  const { code, stdout } = await run();
  const calls = stack.emulator
    .calls(since)
    .filter(({ operation }) => operation.startsWith("dataSpace."))
    .map(({ operation, path }) => `${operation} ${nameIn(path)}`);
  return { code, stdout, calls };
}
const nameIn = (path: string) => Object.keys(ids).find((name) => path.includes(ids[name] ?? "-"));
const up = (...args: string[]) => changesOf(() => stack.project.up(...args));

it("never wipes a Production data space: refused before any call", async () => {
  await bind({ a: { type: "Production", store: { name: "shop", role: "production" } } });
  const { code, stdout } = await up();
  expect(code).not.toBe(0);
  expect(stdout).toContain("CS4005: cleanupOnRebind is set, but type is Production");
});

it("keeps what is in a space that is merely declared, again or by a fresh start", async () => {
  await bind({ a: { dataSpaceId: ids["Testing 1"], store: shop } });
  expect(await up()).toMatchObject({ code: 0, calls: [] });
  const own = stack.project.state().resources.find(({ urn }) => urn.endsWith("::a"));
  expect(own?.id).toBe(ids["Testing 1"]);
  expect(await up("--replace", own?.urn ?? "")).toMatchObject({ code: 0, calls: [] });
});

it("announces the loss, and wipes the space that the store moves to before it is bound", async () => {
  const cloudId = "tysqxum7wu3xx";
  await bind({ a: { dataSpaceId: ids["Testing 2"], store: { ...shop, cloudId } } });
  const { diagnostics } = await stack.project.previewJson();
  expect(diagnostics.map(({ message }) => message).sort()).toEqual([
    expect.stringContaining("CS5023: the staging store shop-staging gets another data space"),
    expect.stringContaining(
      "CS5025: cleanupOnRebind wipes the Testing data space that shop-staging",
    ),
  ]);
  const { code, calls } = await up();
  expect(code).toBe(0);
  expect(calls).toEqual(["dataSpace.cleanup Testing 2", "dataSpace.cloudId Testing 2"]);
});

it("wipes a space that is given to another store", async () => {
  await bind({ a: { dataSpaceId: ids["Testing 2"], store: otherShop } });
  expect((await up()).calls).toEqual(["dataSpace.cleanup Testing 2"]);
  expect((await up()).calls).toEqual([]);
});

it("never wipes a space that another resource binds, and binds nothing then", async () => {
  await bind({
    a: { dataSpaceId: ids["Testing 2"], store: otherShop },
    b: { dataSpaceId: ids["Testing 1"], store: shop },
  });
  expect((await up()).code).toBe(0);
  await bind({
    a: { dataSpaceId: ids["Testing 1"], store: otherShop },
    b: { dataSpaceId: ids["Testing 1"], store: shop },
  });
  const { code, stdout, calls } = await up();
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/CS4006: cleanupOnRebind would wipe \S+, which is bound by \S+::b\./);
  expect(calls).toEqual([]);
});

it("counts a binding that this run does not look at (--target), by the engine's record", async () => {
  const [a] = stack.project.state().resources.filter(({ urn }) => urn.endsWith("::a"));
  const { code, stdout, calls } = await up("--target", a?.urn ?? "");
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/CS4006/);
  expect(calls).toEqual([]);
});

it("does nothing of the kind without the flag", async () => {
  await bind({
    a: { dataSpaceId: ids["Testing 1"], store: otherShop, cleanupOnRebind: false },
    b: { dataSpaceId: ids["Testing 1"], store: shop },
  });
  expect(await up()).toMatchObject({ code: 0, calls: [] });
});
