import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { opsByName } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

/** An account as its owner has it, with nothing in any stack. */
let stack: Commerce;
const account = { publicKey: "", projectId: "", liveId: "", testingId: "" };
let privateKey = "";

beforeAll(async () => {
  stack = await createCommerce({ provider: "native", program: "" });
  const { emulator, project } = stack;
  const pair = await emulator.issueKey("production");
  const { projectId, dataSpaces } = emulator.initialize("Shop", "production");
  const idOf = (name: string) => dataSpaces.find((space) => space.name === name)?.dataSpaceId ?? "";
  Object.assign(account, {
    publicKey: pair.publicKey,
    projectId,
    liveId: idOf("Production"),
    testingId: idOf("Testing 1"),
  });
  privateKey = pair.privateKey;
  await project.setConfig(
    { "commerce-services:publicKey": pair.publicKey },
    { "commerce-services:privateKey": privateKey },
  );
});
afterAll(() => stack.close());

const importOne = (kind: string, name: string, id: string) =>
  stack.project.run([
    "import",
    `commerce-services:index:${kind}`,
    name,
    id,
    "--yes",
    "--skip-preview",
    "--protect=false",
    "--generate-code=false",
  ]);

async function changes() {
  const { code, steps, stdout } = await stack.project.previewJson();
  expect(code, stdout).toBe(0);
  return opsByName(steps.filter(({ op }) => op !== "same"));
}

it("imports all three with the standard command", async () => {
  for (const [kind, name, id] of [
    ["ApiKeyPair", "pair", account.publicKey],
    ["SaasProject", "shop", account.projectId],
    ["DataSpace", "live", account.liveId],
  ] as const) {
    const { code, stdout, stderr } = await importOne(kind, name, id);
    expect([code, stderr], stdout).toEqual([0, ""]);
  }
});

it("shows no change for a program that declares what was imported", async () => {
  stack.project.write({
    "index.js": `
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services/native");
const pair = new ApiKeyPair("pair", {
  environment: "production",
  supplied: { publicKey: "${account.publicKey}" },
});
const project = new SaasProject("shop", { name: "Shop" });
const live = new DataSpace("live", { projectId: project.projectId, type: "Production" });
exports.services = live.services;
exports.status = pair.status;
`,
  });
  expect(await changes()).toEqual({});
  expect((await stack.project.up()).code).toBe(0);
  expect(await stack.project.outputs()).toMatchObject({
    status: "unknown",
    services: expect.arrayContaining([expect.any(String)]),
  });
});

it("completes a pair with the private half that the program supplies, and then shows no change", async () => {
  await stack.project.setConfig({}, { "test:privateKey": privateKey });
  stack.project.write({
    "index.js": `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services/native");
const supplied = {
  publicKey: "${account.publicKey}",
  privateKey: new pulumi.Config("test").requireSecret("privateKey"),
};
const pair = new ApiKeyPair("pair", { environment: "production", supplied });
const project = new SaasProject("shop", { name: "Shop" });
const live = new DataSpace("live", { projectId: project.projectId, type: "Production" });
exports.status = pair.status;
`,
  });
  expect(await changes()).toEqual({ pair: ["update"] });
  expect((await stack.project.up()).code).toBe(0);
  expect(await stack.project.outputs()).toEqual({ status: "accepted" });
  expect(await changes()).toEqual({});
});

it("imports by the option in a program, what it declares beyond the account included", async () => {
  const { project } = stack;
  await project.destroy();
  const program = (option: (id: string) => string) => `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services/native");
const supplied = {
  publicKey: "${account.publicKey}",
  privateKey: new pulumi.Config("test").requireSecret("privateKey"),
};
const pair = new ApiKeyPair("pair", { environment: "production", supplied }, ${option(account.publicKey)});
const { keyPair } = pair;
const shop = new SaasProject("shop", { name: "Shop", keyPair }, ${option(account.projectId)});
new DataSpace("testing", {
  projectId: shop.projectId,
  type: "Testing",
  name: "Testing 1",
  store: { name: "staging", role: "staging" },
  keyPair,
}, ${option(account.testingId)});
exports.status = pair.status;
`;
  project.write({ "index.js": program((id) => `{ import: "${id}" }`) });
  const { code, stdout } = await project.up();
  expect(code, stdout).toBe(0);
  expect(await project.outputs()).toEqual({ status: "accepted" });
  expect(await changes()).toEqual({});
  project.write({ "index.js": program(() => "{}") });
  expect(await changes()).toEqual({});
  expect(stack.emulator.calls().filter(({ method }) => method !== "GET")).toEqual([]);
});

it("looks up by id, without owning", async () => {
  const { project } = stack;
  await project.destroy();
  project.write({
    "index.js": `
const { DataSpace, SaasProject, getDataSpaces, getProjects } = require("pulumi-commerce-services/native");
exports.project = SaasProject.get("shop", "${account.projectId}").name;
exports.space = DataSpace.get("live", "${account.liveId}").type;
exports.projects = getProjects().apply(({ projects }) => projects.map((p) => p.projectName));
exports.spaces = getDataSpaces({ projectId: "${account.projectId}" })
  .apply(({ dataSpaces }) => dataSpaces.map((space) => space.name).sort());
`,
  });
  const { code, stdout } = await project.up();
  expect(code, stdout).toBe(0);
  expect(await project.outputs()).toEqual({
    project: "Shop",
    space: "Production",
    projects: ["Shop"],
    spaces: ["Production", "Testing 1", "Testing 2"],
  });
});

it("says of an id that the account does not have that it does not exist", async () => {
  const { code, stdout } = await importOne(
    "DataSpace",
    "none",
    "00000000-0000-4000-8000-000000000000",
  );
  expect(code).not.toBe(0);
  expect(stdout).toContain("does not exist");
});
