import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { linesDeclared, linesRecorded } from "commerce-services-testkit/commerce/lines";
import { program } from "commerce-services-testkit/commerce/program";
import { someoneElse } from "commerce-services-testkit/commerce/someoneElse";
import { opsByName, resourcesNamed } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

/** One stack lives through everything that happens to it, in this order. */
let stack: Commerce;
const privateKeys: string[] = [];
beforeAll(async () => {
  stack = await createCommerce({ account: { keyPolicy: "overlapping" } });
});
afterAll(() => stack.close());

const operations = () => stack.emulator.calls().map(({ operation }) => operation);
const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;

/** What a plan shows beyond the stack itself and what stays as it is. */
async function plan() {
  const { steps, diagnostics, code } = await stack.project.previewJson();
  expect(code).toBe(0);
  const { "shop-test": _stack, ...ops } = opsByName(steps);
  const diffs = Object.fromEntries(steps.map(({ name, detailedDiff }) => [name, detailedDiff]));
  return { ops, diffs, warnings: diagnostics.map(({ message }) => /CS\d{4}/.exec(message)?.[0]) };
}

it("previews a new stack without a call, and says that a project may be made for ever", async () => {
  const { ops, warnings } = await plan();
  expect(ops).toEqual({
    key: ["create"],
    project: ["create"],
    live: ["create"],
    staging: ["create"],
  });
  expect(warnings).toEqual(["CS5020"]);
  expect(operations()).toEqual([]);
});

it("makes a pair, proves it, makes the account's first project and binds its data spaces", async () => {
  const { code, stderr } = await stack.project.up();
  expect([code, stderr]).toEqual([0, ""]);
  expect(operations()).toEqual([
    "account.read",
    "keys.list",
    "keys.create",
    "ping",
    "registry.list",
    "project.initialize",
    "registry.list",
  ]);
  const { privateKey, publicKey, status, liveName } = await outputs();
  privateKeys.push(privateKey ?? "");
  expect(publicKey).toMatch(/^[0-9a-f]{32}$/);
  expect([status, liveName]).toEqual(["accepted", "Production"]);
  const [key] = resourcesNamed(stack.project.state(), "key");
  expect(key?.id).toBe(publicKey);
});

it("has the engine record the program's line of each resource", () => {
  expect(linesRecorded(stack.project.state())).toEqual(linesDeclared(program));
});

it("shows no change when nothing changed, and makes no call for it", async () => {
  const before = operations().length;
  expect((await plan()).ops).toEqual({});
  expect((await stack.project.up()).stdout).toContain("5 unchanged");
  expect(operations()).toHaveLength(before);
});

it("touches no dependant when a pair is relabelled", async () => {
  await stack.project.setConfig({ "test:label": "Shop, rotated by hand" });
  const { ops, diffs } = await plan();
  expect(ops).toEqual({ key: ["update"] });
  expect(diffs.key).toEqual({ label: { kind: "update", inputDiff: true } });
  const before = operations().length;
  expect((await stack.project.up()).code).toBe(0);
  expect(operations().slice(before)).toEqual(["keys.rename"]);
});

it("renames a project and a data space in place", async () => {
  await stack.project.setConfig({ "test:projectName": "Shop Europe", "test:liveName": "Live" });
  const { ops, diffs } = await plan();
  expect(ops).toEqual({ project: ["update"], live: ["update"] });
  expect(diffs.project).toEqual({ name: { kind: "update", inputDiff: true } });
  expect(diffs.live).toEqual({ name: { kind: "add", inputDiff: true } });
  const { projectId, liveId } = await outputs();
  expect((await stack.project.up()).code).toBe(0);
  expect(await outputs()).toMatchObject({ projectId, liveId, liveName: "Live" });
});

it("records the cloud id that a store has", async () => {
  await stack.project.setConfig({ "test:cloudId": "tysqxum7wu3xx" });
  expect((await plan()).ops).toEqual({ staging: ["update"] });
  expect((await stack.project.up()).code).toBe(0);
  expect(await outputs()).toMatchObject({ stagingCloudId: "tysqxum7wu3xx" });
});

it("finds what was changed outside, in one call for all rows, and puts it back", async () => {
  const { project, emulator } = stack;
  const {
    liveId = "",
    stagingId = "",
    projectId = "",
    publicKey = "",
    privateKey = "",
  } = await outputs();
  await someoneElse(emulator, async (registry) => {
    const pair = { environment: "production" as const, publicKey, privateKey };
    await registry.renameDataSpace(pair, liveId, "Renamed by hand");
    await registry.renameProject(pair, projectId, "By hand");
    await registry.setCloudId(pair, stagingId, "byhandm7wu3xx");
  });
  const before = operations().length;
  expect((await project.refresh()).code).toBe(0);
  const listings = operations()
    .slice(before)
    .filter((operation) => operation === "registry.list");
  expect(listings).toHaveLength(1);
  const { ops, diffs } = await plan();
  expect(ops).toEqual({ project: ["update"], live: ["update"], staging: ["update"] });
  expect(diffs.staging).toEqual({ "store.cloudId": { kind: "update", inputDiff: true } });
  expect((await project.up()).code).toBe(0);
  expect(await outputs()).toMatchObject({ liveName: "Live" });
  expect((await project.refresh()).code).toBe(0);
  const [staging] = resourcesNamed(project.state(), "staging");
  expect(staging?.outputs).toMatchObject({ cloudId: "tysqxum7wu3xx" });
});

it("keeps every private key out of state, backups, plans and output", async () => {
  for (const privateKey of privateKeys)
    expect(stack.project.grepEverywhere(privateKey)).toEqual([]);
});

it("destroys: deletes the pair and proves it dead, forgets the rest and says so", async () => {
  const { publicKey } = await outputs();
  const { code, stdout } = await stack.project.destroy();
  expect(code).toBe(0);
  expect(stdout).toContain("CS5021");
  expect(stdout.match(/^ {4}warning: CS5022/gm)).toHaveLength(2);
  expect(stack.project.state().resources).toEqual([]);
  expect(stack.emulator.calls().slice(-2)).toMatchObject([
    { operation: "keys.delete", status: 204, publicKey },
    { operation: "ping", status: 403, publicKey },
  ]);
});
