import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { linesDeclared, linesRecorded } from "commerce-services-testkit/commerce/lines";
import { program } from "commerce-services-testkit/commerce/program";
import { programWithPairAndStore } from "commerce-services-testkit/commerce/withStore";
import { opsByName, resourcesNamed } from "commerce-services-testkit/project";
import { type ProviderKind, through } from "commerce-services-testkit/project/providerKind";
import { afterEach, describe, expect, it } from "vitest";

const TYPES: Readonly<Record<ProviderKind, string>> = {
  dynamic: "pulumi-nodejs:dynamic/commerce-services:",
  native: "commerce-services:index:",
};

/** The common program, a ring, and a resource whose parent is one of ours. */
const everything = `${program}
const { ApiKeyRing } = require("pulumi-commerce-services");
new ApiKeyRing("ring", { environment: "sandbox", generation: 1 });
new SaasProject("child", { name: knob.get("projectName") ?? "Shop", keyPair }, { parent: pair });
`;
const KINDS = {
  key: "ApiKeyPair",
  project: "SaasProject",
  live: "DataSpace",
  staging: "DataSpace",
  "ring-1": "ApiKeyPair",
  child: "SaasProject",
};

let stack: Commerce;
afterEach(() => stack.close());

const account = { keyPolicy: "overlapping" } as const;
/** Past the stack's own way of writing, which would put the program back through its first provider. */
const moveTo = (provider: ProviderKind, text: string) =>
  writeFileSync(join(stack.project.dir, "index.js"), through(provider, text));
const rotate = (to: string) => stack.project.setConfig({ "test:rotation": to });

/** What a preview would do to the resources, the engine's own and components left out. */
async function planned(): Promise<Record<string, string[]>> {
  const flags = ["--show-replacement-steps", "--show-sames"];
  const { steps, code, stdout } = await stack.project.previewJson(...flags);
  expect(code, stdout).toBe(0);
  return opsByName(steps.filter(({ type }) => !/^pulumi:|:ApiKeyRing$/.test(type)));
}
async function up(): Promise<string> {
  const { code, stdout } = await stack.project.up();
  expect(code, stdout).toBe(0);
  return stdout;
}
const typesNow = () =>
  Object.fromEntries(
    Object.keys(KINDS).map((name) => [
      name,
      resourcesNamed(stack.project.state(), name).map(({ type }) => type),
    ]),
  );
const each = <T>(to: (kind: string) => T) =>
  Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [name, [to(kind)]]));
/** The production pairs that work, as the account sees it. */
const live = () =>
  stack.emulator
    .keys("production")
    .filter(({ status }) => status === "accepted")
    .map(({ publicKey }) => publicKey);

it("a stack moves to the plugin and back without a change, and lives on in both", async () => {
  stack = await createCommerce({ provider: "dynamic", program: everything, account });
  const { project, emulator } = stack;
  await up();
  const move = async (provider: ProviderKind) => {
    moveTo(provider, everything);
    expect(await planned()).toEqual(each(() => "same"));
    const calls = emulator.calls().length;
    // The stack and the ring are unchanged with them.
    expect(await up()).toContain(`${Object.keys(KINDS).length + 2} unchanged`);
    expect(emulator.calls().length).toBe(calls);
    expect(typesNow()).toEqual(each((kind) => TYPES[provider] + kind));
    expect(linesRecorded(project.state())).toEqual(linesDeclared(everything));
  };

  const before = await project.outputs();
  await move("native");
  expect(await project.outputs()).toEqual(before);
  expect((await project.refresh()).code).toBe(0);
  expect(await planned()).toEqual(each(() => "same"));
  await rotate("2");
  await project.setConfig({ "test:projectName": "Renamed" });
  await up();
  expect(live()).toEqual([(await project.outputs()).publicKey]);

  await move("dynamic");
  const { code, stdout } = await project.destroy();
  expect(code, stdout).toBe(0);
  expect(live()).toEqual([]);
});

/** Every resource of the program through a provider of its own, with the stack's settings. */
const withProvider = (text: string) => `
const { Provider } = require("pulumi-commerce-services/native");
const stackSettings = new (require("@pulumi/pulumi").Config)("commerce-services");
const names = ["gatewayUrl", "sandboxGatewayUrl", "portalUrl", "keyPolicy", "verifyTimeout"];
const provider = new Provider("mine", {
  ...Object.fromEntries(names.map((name) => [name, stackSettings.require(name)])),
  portalToken: stackSettings.requireSecret("portalToken"),
});
require("@pulumi/pulumi").runtime.registerStackTransformation(({ type, props, opts }) =>
  type.startsWith("commerce-services:") ? { props, opts: { ...opts, provider } } : undefined,
);
${text}`;

it("a stack moves onto a provider of its own, from either provider, and only that one is made", async () => {
  stack = await createCommerce({ provider: "dynamic", program, account });
  const { project, emulator } = stack;
  await up();
  const { publicKey } = await project.outputs();
  const ours = { key: ["same"], project: ["same"], live: ["same"], staging: ["same"] };
  for (const before of ["dynamic", "native"] as const) {
    moveTo(before, program);
    await up();
    const calls = emulator.calls().length;
    moveTo("native", withProvider(program));
    expect(await planned()).toEqual(ours);
    expect((await project.previewJson()).changeSummary).toMatchObject({ create: 1 });
    await up();
    expect(emulator.calls().length).toBe(calls);
    const [key] = resourcesNamed(project.state(), "key");
    const [provider] = resourcesNamed(project.state(), "mine");
    expect(key?.provider).toBe(`${provider?.urn}::${provider?.id}`);
  }
  await rotate("2");
  await up();
  expect(live()).toEqual([(await project.outputs()).publicKey]);
  expect(live()).not.toEqual([publicKey]);
});

describe.each<[ProviderKind, ProviderKind]>([
  ["dynamic", "native"],
  ["native", "dynamic"],
])("a stack of the %s provider that moves to the %s, and back", (from, to) => {
  it("brings along a pair whose proof failed, and one that waits for its deletion", async () => {
    stack = await createCommerce({ provider: from, program: programWithPairAndStore, account });
    const { project, emulator } = stack;
    const effect = { kind: "status", status: 500 } as const;
    emulator.faults.add({ operation: "ping", times: null, effect });
    expect((await project.up()).code).not.toBe(0);
    const [made] = resourcesNamed(project.state(), "key");
    expect(made?.initErrors).toEqual([expect.stringMatching(/^CS2026: /)]);

    emulator.faults.clear();
    moveTo(to, programWithPairAndStore);
    expect(await planned()).toEqual({ key: ["update"], store: ["create"] });
    await up();
    expect(live()).toEqual([made?.id]);
    const [proven] = resourcesNamed(project.state(), "key");
    expect([proven?.type, proven?.initErrors]).toEqual([`${TYPES[to]}ApiKeyPair`, undefined]);

    project.write({ "store-is-down": "" });
    await rotate("2");
    expect((await project.up()).code).not.toBe(0);
    expect(live()).toHaveLength(2);
    moveTo(from, programWithPairAndStore);
    expect(await planned()).toEqual({ key: ["same", "delete-replaced"], store: ["update"] });
    rmSync(join(project.dir, "store-is-down"));
    await up();
    expect(live()).toHaveLength(1);
    expect(live()).not.toContain(made?.id);
  });
});
