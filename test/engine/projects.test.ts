import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { afterEach, expect, it } from "vitest";

const program = `
const { SaasProject } = require("pulumi-commerce-services");
const knob = new (require("@pulumi/pulumi").Config)("test");
const project = new SaasProject("project", { name: knob.require("name"), projectId: knob.get("projectId") });
exports.projectId = project.projectId;
exports.adopted = project.adopted;
exports.dataSpaces = project.dataSpaces;
`;

let stack: Commerce;
afterEach(() => stack.close());

/** An account with these projects, and a stack that signs with its default pair. */
async function withProjects(...names: string[]) {
  stack = await createCommerce({ program, account: { keyPolicy: "overlapping" } });
  const { emulator, project } = stack;
  const pair = await emulator.issueKey("production");
  await project.setConfig(
    { "commerce-services:publicKey": pair.publicKey },
    { "commerce-services:privateKey": pair.privateKey },
  );
  return names.map((name) => emulator.addProject({ name, environment: "production" }).projectId);
}

it("adopts the project of that name, and forgets it on destroy", async () => {
  const [shop] = await withProjects("Shop", "Outlet");
  await stack.project.setConfig({ "test:name": "Shop" });
  expect((await stack.project.up()).code).toBe(0);
  const outputs = await stack.project.outputs();
  expect(outputs).toMatchObject({ projectId: shop, adopted: true });
  expect(outputs.dataSpaces).toHaveLength(3);
  expect((await stack.project.destroy()).stdout).toContain(
    `CS5021: the project ${shop} and its data spaces stay`,
  );
  const written = stack.emulator.calls().filter(({ method }) => method !== "GET");
  expect(written).toEqual([]);
});

it("never makes a second project: lists what exists instead", async () => {
  const [shop] = await withProjects("Shop");
  await stack.project.setConfig({ "test:name": "Outlet" });
  const { code, stdout } = await stack.project.up();
  expect(code).not.toBe(0);
  expect(stdout).toContain(
    `CS4110: name names no project of this account (existing: Shop (${shop}))`,
  );
});

it("names both ids when two projects share the name, and adopts the one that is told by id", async () => {
  const ids = await withProjects("Shop", "Shop");
  await stack.project.setConfig({ "test:name": "Shop" });
  const { stdout } = await stack.project.up();
  for (const id of ids) expect(stdout).toMatch(new RegExp(`CS4111: .*${id}`));
  await stack.project.setConfig({ "test:projectId": ids[1] ?? "" });
  expect((await stack.project.up()).code).toBe(0);
  expect(await stack.project.outputs()).toMatchObject({ projectId: ids[1], adopted: true });
});

it("finishes in the same run what an answer lost on the way had begun: one project, not two", async () => {
  await withProjects();
  await stack.project.setConfig({ "test:name": "Shop" });
  const effect = { kind: "reset", when: "after-change" } as const;
  stack.emulator.faults.add({ operation: "project.initialize", effect });
  const { code, stderr } = await stack.project.up();
  expect([code, stderr]).toEqual([0, ""]);
  expect(await stack.project.outputs()).toMatchObject({ adopted: false });
  const made = stack.emulator.calls().filter(({ operation }) => operation === "project.initialize");
  expect(made).toHaveLength(1);
});

it("touches no account but the one that the stack is bound to", async () => {
  await withProjects("Shop");
  await stack.project.setConfig({
    "test:name": "Shop",
    "commerce-services:merchantId": "MAG001111111",
  });
  const { code, stdout } = await stack.project.up();
  expect(code).not.toBe(0);
  expect(stdout).toContain(
    "CS4101: the pair belongs to the merchant MAG005500000, not to MAG001111111",
  );
});
