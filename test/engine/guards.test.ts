import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { afterAll, beforeAll, expect, it } from "vitest";

/** Two projects' data spaces and stores whose bindings are edited through stack configuration. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { DataSpace } = require("pulumi-commerce-services");
const knob = new pulumi.Config("test");
for (const [name, args] of Object.entries(knob.requireObject("spaces"))) new DataSpace(name, args);
`;

let stack: Commerce;
let spaces: { dataSpaceId: string; name: string; type: "Production" | "Testing" }[];
let projectId: string;
beforeAll(async () => {
  stack = await createCommerce({ program });
  const { emulator, project } = stack;
  const pair = await emulator.issueKey("production");
  const made = emulator.addProject({
    name: "Shop",
    environment: "production",
    dataSpaces: [
      { name: "Europe", type: "Production" },
      { name: "Asia", type: "Production" },
      { name: "Testing 1", type: "Testing" },
    ],
  });
  ({ projectId } = made);
  spaces = [...made.dataSpaces];
  await project.setConfig(
    { "commerce-services:publicKey": pair.publicKey },
    { "commerce-services:privateKey": pair.privateKey },
  );
});
afterAll(() => stack.close());

const idOf = (name: string) => spaces.find((space) => space.name === name)?.dataSpaceId ?? "";
const shop = { name: "shop", role: "production" };
const declare = (declared: Record<string, object>) =>
  stack.project.setConfig({
    "test:spaces": JSON.stringify(
      Object.fromEntries(
        Object.entries(declared).map(([name, args]) => [name, { projectId, ...args }]),
      ),
    ),
  });

it("chooses by name, and lists the candidates when type and name do not single one out", async () => {
  await declare({ live: { type: "Production", store: shop } });
  const { stdout } = await stack.project.up();
  expect(stdout).toContain("CS4120: type does not single out one data space");
  expect(stdout).toContain(`Production Europe (${idOf("Europe")})`);
  expect(stdout).toContain(`Production Asia (${idOf("Asia")})`);
  await declare({ live: { type: "Production", name: "Europe", store: shop } });
  expect((await stack.project.up()).code).toBe(0);
});

it("refuses a name that another data space of the project has", async () => {
  await declare({ live: { type: "Production", name: "Asia", store: shop } });
  const { code, stdout } = await stack.project.up();
  expect(code).not.toBe(0);
  expect(stdout).toContain(
    `CS4121: name is the name of another data space of this project (${idOf("Asia")})`,
  );
});

it("accepts the id of the very data space that the name had chosen, without a change", async () => {
  await declare({
    live: { type: "Production", name: "Europe", dataSpaceId: idOf("Europe"), store: shop },
  });
  expect((await stack.project.previewJson()).changeSummary).toEqual({ same: 2 });
});

it("refuses to give a production store another data space, and does it with allowRebind", async () => {
  const asia = { type: "Production", dataSpaceId: idOf("Asia"), store: shop };
  await declare({ live: asia });
  const before = stack.emulator.calls().length;
  const refused = await stack.project.preview();
  expect(refused.code).not.toBe(0);
  expect(refused.stdout + refused.stderr).toContain("CS4002: allowRebind is not set");
  expect(stack.emulator.calls()).toHaveLength(before);

  await declare({ live: { ...asia, allowRebind: true } });
  const { steps, diagnostics } = await stack.project.previewJson();
  expect(steps.find(({ name }) => name === "live")?.op).toBe("replace");
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringMatching(/CS5023: .* for each FEED of productAttributes, products,/),
  ]);
  expect((await stack.project.up()).code).toBe(0);
});

it("sees a production store moved through another resource", async () => {
  const store = { ...shop };
  await declare({
    live: {
      type: "Production",
      dataSpaceId: idOf("Asia"),
      store: { name: "outlet", role: "production" },
      allowRebind: true,
    },
    other: { type: "Production", dataSpaceId: idOf("Europe"), store },
  });
  const { code, stdout, stderr } = await stack.project.preview();
  expect(code).not.toBe(0);
  expect(stdout + stderr).toMatch(/CS4002: allowRebind is not set, but the production store shop/);
});

it("warns when two development stores share a Testing data space", async () => {
  const testing = { type: "Testing", name: "Testing 1" };
  await declare({
    live: { type: "Production", dataSpaceId: idOf("Asia"), store: shop, allowRebind: true },
    dev1: {
      ...testing,
      dataSpaceId: idOf("Testing 1"),
      store: { name: "dev-1", role: "development" },
    },
    dev2: {
      ...testing,
      dataSpaceId: idOf("Testing 1"),
      store: { name: "dev-2", role: "development" },
    },
  });
  const { code, stdout } = await stack.project.up();
  expect(code).toBe(0);
  expect(stdout).toContain(
    "CS5024: store dev-2 shares its Testing data space with the store dev-1",
  );
});
