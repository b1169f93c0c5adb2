import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { opsByName, resourcesNamed } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

/** Nothing yet: what exists is imported one by one first. */
const empty = "";

/** The program that describes what was imported, and looks two up without managing them. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services/native");
const knob = new pulumi.Config("test");
const supplied = { publicKey: knob.require("publicKey"), privateKey: knob.requireSecret("privateKey") };
const project = new SaasProject("project", { name: "Shop" });
const live = new DataSpace("live", { projectId: project.projectId, type: "Production", name: "Production" });
const pair = new ApiKeyPair("key", { environment: "production", label: knob.get("label"), supplied },
  { import: knob.get("import") });
const { publicKey } = supplied;
const spare = new ApiKeyPair("spare", { environment: "production", supplied: { publicKey } });
exports.status = [pair.status, spare.status];
exports.services = live.services;
exports.looked = DataSpace.get("looked", knob.require("testing")).name;
exports.found = SaasProject.get("found", project.projectId).name;
`;

let stack: Commerce;
let ids: Readonly<Record<"project" | "live" | "testing" | "key", string>>;
beforeAll(async () => {
  stack = await createCommerce({ program: empty });
  const { project, emulator } = stack;
  const { publicKey, privateKey } = await emulator.issueKey("production");
  const { projectId, dataSpaces } = emulator.initialize("Shop", "production");
  const spaceOf = (wanted: string) =>
    dataSpaces.find(({ type }) => type === wanted)?.dataSpaceId ?? "";
  ids = {
    project: projectId,
    live: spaceOf("Production"),
    testing: spaceOf("Testing"),
    key: publicKey,
  };
  await project.setConfig(
    {
      "commerce-services:publicKey": publicKey,
      "test:publicKey": publicKey,
      "test:testing": ids.testing,
    },
    { "commerce-services:privateKey": privateKey, "test:privateKey": privateKey },
  );
});
afterAll(() => stack.close());

const importOne = (kind: string, name: string, id: string) =>
  stack.project.run([
    ...["import", `commerce-services:index:${kind}`, name, id],
    ...["--yes", "--skip-preview", "--protect=false", "--generate-code=false"],
  ]);

it("takes over a project, a data space and a pair by the standard command", async () => {
  for (const [kind, name, id] of [
    ["SaasProject", "project", ids.project],
    ["DataSpace", "live", ids.live],
    ["ApiKeyPair", "spare", ids.key],
  ] as const) {
    const { code, stdout, stderr } = await importOne(kind, name, id);
    expect(code, stdout + stderr).toBe(0);
    expect(resourcesNamed(stack.project.state(), name)).toMatchObject([
      { id, type: `commerce-services:index:${kind}` },
    ]);
  }
});

it("takes over a pair by its public key, the private half from the program, and then shows no change", async () => {
  const { project } = stack;
  project.write({ "index.js": program });
  await project.setConfig({ "test:import": ids.key, "test:label": "key" });
  const planned = await project.previewJson("--show-sames");
  expect(planned.code, planned.stdout + planned.stderr).toBe(0);
  expect(opsByName(planned.steps)).toMatchObject({
    project: ["same"],
    live: ["same"],
    spare: ["same"],
    // Taken over by its public key, then completed with the private half, which proves it.
    key: ["import", "update"],
  });
  const { code, stdout } = await project.up();
  expect(code, stdout).toBe(0);
  expect(await project.outputs()).toMatchObject({
    status: ["accepted", "unknown"],
    looked: "Testing 1",
    found: "Shop",
  });
  const { steps } = await project.previewJson();
  expect(steps.filter(({ op }) => op !== "same" && op !== "read")).toEqual([]);
});

it("says that an id is not there, and records nothing", async () => {
  const { code, stdout, stderr } = await importOne("DataSpace", "other", "no-such-space");
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("does not exist");
  expect(resourcesNamed(stack.project.state(), "other")).toEqual([]);
});
