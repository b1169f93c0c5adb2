import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import * as dynamic from "../../../../provider";
import * as native from "../../../../provider/sdk/native";

const PAIR = {
  environment: "production",
  publicKey: "0123456789abcdef",
  privateKey: "PEM",
} as const;
/** How the SDK writes a secret; one in an object makes the object one, as these mocks have it. */
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** What the classes asked the engine for. */
const registered = new Map<string, pulumi.runtime.MockResourceArgs>();
const invoked: pulumi.runtime.MockCallArgs[] = [];
const options = new Map<string, pulumi.CustomResourceOptions>();
/** Keeps the options with which a resource, or a child of it, is registered. */
const watched = {
  transformations: [
    ({ name, opts }: pulumi.ResourceTransformationArgs) => {
      options.set(name, opts);
      return undefined;
    },
  ],
};

beforeEach(async () => {
  for (const seen of [registered, options]) seen.clear();
  invoked.length = 0;
  pulumi.runtime.setAllConfig({ "commerce-services:keyPolicy": "overlapping" });
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.set(args.name, args);
        return { id: args.id || `${args.name}-id`, state: args.inputs };
      },
      call: (args) => {
        invoked.push(args);
        return { projects: [{ projectId: "p1", projectName: "Shop" }], dataSpaces: [] };
      },
    },
    "shop",
    "dev",
  );
});

const settled = (...resources: readonly pulumi.Resource[]) =>
  new Promise((resolve) => {
    pulumi.all(resources.map(({ urn }) => urn)).apply(resolve);
  });

describe.each([
  ["dynamic", dynamic, "pulumi-nodejs:dynamic/commerce-services:", "commerce-services:index:"],
  ["native", native, "commerce-services:index:", "pulumi-nodejs:dynamic/commerce-services:"],
] as const)("the classes of the %s provider", (provider, classes, here, there) => {
  const declare = () => [
    new classes.ApiKeyPair("key", { environment: "sandbox" }, watched),
    new classes.SaasProject("project", { name: "Shop", keyPair: PAIR }, watched),
    new classes.DataSpace("live", { projectId: "p1", type: "Production" }, watched),
  ];

  it("register its types, and take over the other provider's", async () => {
    await settled(...declare());
    const kinds = { key: "ApiKeyPair", project: "SaasProject", live: "DataSpace" };
    for (const [name, kind] of Object.entries(kinds)) {
      expect(registered.get(name)?.type).toBe(here + kind);
      expect(options.get(name)?.aliases).toEqual([
        `urn:pulumi:dev::shop::${there}${kind}::${name}`,
      ]);
    }
    const parent = new pulumi.ComponentResource("test:index:Shop", "shop");
    const child = new classes.SaasProject("child", { name: "Shop" }, { ...watched, parent });
    await settled(child);
    expect(options.get("child")?.aliases).toEqual([{ type: `${there}SaasProject` }]);
  });

  it("send the same inputs, but for what the dynamic host lacks", async () => {
    await settled(...declare());
    const own = ["__provider", "self"];
    const inputs = Object.fromEntries(
      [...registered].map(([name, { inputs: all }]) => {
        expect(own.filter((key) => key in all)).toEqual(provider === "dynamic" ? own : []);
        return [
          name,
          Object.fromEntries(Object.entries(all).filter(([key]) => !own.includes(key))),
        ];
      }),
    );
    expect(inputs).toEqual({
      key: { environment: "sandbox", label: "key" },
      project: { name: "Shop", keyPair: secret(PAIR) },
      live: { projectId: "p1", type: "Production" },
    });
  });

  it("keep the private key secret, and ids as outputs", async () => {
    const [pair, project, live] = declare() as [
      native.ApiKeyPair,
      native.SaasProject,
      native.DataSpace,
    ];
    expect(options.get("key")?.additionalSecretOutputs).toEqual(["privateKey"]);
    const ids = pulumi.all([pair.publicKey, project.projectId, live.dataSpaceId]);
    expect(await new Promise((resolve) => ids.apply(resolve))).toEqual([
      "key-id",
      "project-id",
      "live-id",
    ]);
  });

  it("make a ring of their own pairs", async () => {
    const ring = new classes.ApiKeyRing("ring", { environment: "sandbox", generation: 3 }, watched);
    await settled(ring);
    await new Promise((resolve) => ring.publicKey.apply(resolve));
    expect(registered.get("ring")?.type).toBe("commerce-services:index:ApiKeyRing");
    for (const name of ["ring-3", "ring-2"])
      expect(registered.get(name)?.type).toBe(`${here}ApiKeyPair`);
    expect(options.get("ring-3")?.aliases).toEqual([
      { type: `${there}ApiKeyPair` },
      { name: "ring-only" },
    ]);
  });
});

describe("a provider of its own", () => {
  it("is told its settings as text, the secrets as secrets", async () => {
    const acme = new native.Provider("acme", {
      merchantId: "MAG005500000",
      portalToken: "token",
      publicKey: "0123456789abcdef",
      privateKey: pulumi.output("PEM"),
      maxConcurrency: 8,
    });
    await settled(acme);
    expect(registered.get("acme")).toMatchObject({
      type: "pulumi:providers:commerce-services",
      inputs: {
        merchantId: "MAG005500000",
        keyPolicy: "exclusive",
        portalToken: secret("token"),
        publicKey: "0123456789abcdef",
        privateKey: secret("PEM"),
        maxConcurrency: "8",
      },
    });
  });

  it("serves the resources that it is given to, and their children", async () => {
    const acme = new native.Provider("acme");
    const pair = new native.ApiKeyPair("key", { environment: "sandbox" }, { provider: acme });
    const child = new native.SaasProject("project", { name: "Shop" }, { parent: pair });
    await settled(acme, pair, child);
    const reference = /^urn:pulumi:dev::shop::pulumi:providers:commerce-services::acme::/;
    for (const name of ["key", "project"])
      expect(registered.get(name)?.provider).toMatch(reference);
  });

  it("says what its account does with the old pair; else the stack's settings do", async () => {
    const strict = new native.Provider("strict", { keyPolicy: "delete-first" });
    const ringOf = (name: string, more: pulumi.ComponentResourceOptions = {}) =>
      new native.ApiKeyRing(name, { environment: "sandbox", generation: 1, keep: 1 }, more);
    const pairOf = (name: string, more: pulumi.CustomResourceOptions = {}) =>
      new native.ApiKeyPair(name, { environment: "sandbox" }, { ...watched, ...more });
    const pair = pairOf("first", { provider: strict });
    await settled(
      pair,
      pairOf("child", { parent: pair }),
      pairOf("stack"),
      ringOf("strictRing", { provider: strict, ...watched }),
      ringOf("stackRing", watched),
    );
    const deletedFirst = (name: string) => options.get(name)?.deleteBeforeReplace;
    expect(["first", "child", "strictRing-only"].map(deletedFirst)).toEqual([true, true, true]);
    expect(["stack", "stackRing-1"].map(deletedFirst)).toEqual([undefined, undefined]);
  });
});

describe("what exists", () => {
  it("is read by its id, without an import", async () => {
    const space = native.DataSpace.get("live", "space-1", { keyPair: PAIR }, watched);
    const project = native.SaasProject.get("project", "project-1", undefined, watched);
    const pair = native.ApiKeyPair.get("key", "public-1", { environment: "sandbox" }, watched);
    await settled(space, project, pair);
    expect(["live", "project", "key"].map((name) => options.get(name)?.id)).toEqual([
      "space-1",
      "project-1",
      "public-1",
    ]);
    expect([space, project, pair].map((one) => one.constructor)).toEqual([
      native.DataSpace,
      native.SaasProject,
      native.ApiKeyPair,
    ]);
  });

  it("is listed by a function", async () => {
    const { projects } = native.getProjects({ keyPair: PAIR });
    expect(await new Promise((resolve) => projects.apply(resolve))).toEqual([
      { projectId: "p1", projectName: "Shop" },
    ]);
    const { dataSpaces } = native.getDataSpaces({ projectId: pulumi.output("p1") });
    expect(await new Promise((resolve) => dataSpaces.apply(resolve))).toEqual([]);
    expect(invoked.map(({ token, inputs }) => [token, inputs])).toEqual([
      ["commerce-services:index:getProjects", { keyPair: PAIR }],
      ["commerce-services:index:getDataSpaces", { projectId: "p1" }],
    ]);
  });
});
