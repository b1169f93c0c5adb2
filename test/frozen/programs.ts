/** The way of a program to the lifecycles. */
export type ProviderKind = "dynamic" | "native";

const packageOf = (provider: ProviderKind) =>
  provider === "native" ? "pulumi-commerce-services/native" : "pulumi-commerce-services";

/**
 * Each resource is registered before the next is declared, so that state, steps and warnings have
 * one order; a component's children count as well.
 */
const beginning = (provider: ProviderKind) => `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, ApiKeyRing, DataSpace, SaasProject, connectorSettings } =
  require("${packageOf(provider)}");
const knob = new pulumi.Config("test");
const rotation = knob.get("rotation") ?? "1";
const registered = (resource) => new Promise((resolve) => resource.urn.apply(resolve));
const settled = async (resource) => {
  await registered(resource);
  for (const child of resource.__childResources ?? []) await registered(child);
  return resource;
};
`;

const stores = `
  const project = await settled(new SaasProject("project", { name: "Shop", keyPair: key.keyPair }));
  const { projectId } = project;
  const { keyPair } = key;
  const live = await settled(new DataSpace("live", {
    projectId, type: "Production", store: { name: "shop", role: "production" }, keyPair,
  }));
  const staging = await settled(new DataSpace("staging", {
    projectId, type: "Testing", name: "Testing 1", keyPair,
    store: { name: "shop-staging", role: "staging", cloudId: "tysqxum7wu3xx" },
  }));
`;

/** An issued pair, a project and two stores. */
export const plain = (provider: ProviderKind) => `${beginning(provider)}
module.exports = async () => {
  const key = await settled(new ApiKeyPair("key", {
    environment: "production", label: "Shop", keepers: { rotation },
  }));
${stores}
  return { publicKey: key.publicKey, status: key.status, liveName: live.name };
};
`;

/**
 * Every kind of pair beside it: supplied, sealed, and a ring; and what a store is given. The pairs
 * depend on each other, since the engine deletes independent ones in any order.
 */
export const rich = (provider: ProviderKind) => `${beginning(provider)}
module.exports = async () => {
  const key = await settled(new ApiKeyPair("key", {
    environment: "production", label: "Shop", keepers: { rotation },
  }));
  const supplied = await settled(new ApiKeyPair("supplied", {
    environment: "sandbox",
    supplied: { publicKey: knob.require("publicKey"), privateKey: knob.requireSecret("privateKey") },
    retired: knob.getObject("retired"),
  }, { dependsOn: key }));
  const sealed = await settled(new ApiKeyPair("sealed", {
    environment: "sandbox", sealTo: knob.require("sealTo"), keepers: { rotation },
  }, { dependsOn: supplied }));
  const ring = await settled(new ApiKeyRing("ring", {
    environment: "production", generation: Number(rotation), keep: 2,
  }));
${stores}
  const settings = connectorSettings({
    production: key.keyPair, sandbox: supplied.keyPair, project, dataSpace: live,
  });
  return {
    publicKey: key.publicKey, sealed: sealed.sealedPrivateKey, ring: ring.publicKey,
    environmentVariables: settings.environmentVariables,
    cloudId: staging.cloudId, commands: staging.resyncCommands,
  };
};
`;
