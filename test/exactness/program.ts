import { heardClasses } from "./outputs";

/**
 * The program of the exactness measure, as a user would write it: what it declares stands in
 * `world.json` beside it, so that an edit of the program is an edit of that file. Stores are
 * resources of another provider, as a Kubernetes Secret and a Deployment would be.
 */
export const worldProgram = `
const { createHash } = require("crypto");
const fs = require("fs");
const path = require("path");
const pulumi = require("@pulumi/pulumi");
const { ApiKeyRing, connectorSettings, ...classes } = require("pulumi-commerce-services");
${heardClasses}

const { world, gateways, fleetUrl } = JSON.parse(
  fs.readFileSync(path.join(__dirname, "world.json"), "utf8"));
/** An id that went through apply is an output like any other: known when its source is. */
const through = ({ viaApply }, output) => (viaApply ? output.apply((value) => value) : output);

const key = new ApiKeyPair("key", { environment: "production", ...world.key });
const { keyPair } = key;
const project = new SaasProject("project", { name: world.project.name, keyPair });
const space = (name, { viaApply, present, ...args }) =>
  new DataSpace(name, { ...args, projectId: through({ viaApply }, project.projectId), keyPair });

/** The sandbox's pair; undefined where no store can sign with it. */
const sandbox = (({ kind, ...args }) => {
  const pair = { environment: "sandbox", ...args };
  if (kind === "plain") return new ApiKeyPair("box", pair);
  if (kind === "ring") return new ApiKeyRing("ring", pair);
  if (kind === "sealed") new ApiKeyPair("vault", pair);
  if (kind === "half") {
    const { publicKey, privateKey, whole } = args;
    const supplied = { publicKey, ...(whole && { privateKey }) };
    new ApiKeyPair("lost", { environment: "sandbox", supplied });
  }
  return undefined;
})(world.sandbox);

/** Another provider, whose code is a file here: a resource's code in the state would be long. */
const file = JSON.stringify(path.join(__dirname, "store-provider.js"));
const __provider = "exports.handler = () => require(" + file + ");";
class StoreSecret extends pulumi.CustomResource {
  constructor(name, store, settings) {
    super("pulumi-nodejs:shop:StoreSecret", name, { __provider, store, settings });
  }
}
class Deployment extends pulumi.CustomResource {
  constructor(name, inputs, opts) {
    super("pulumi-nodejs:shop:Deployment", name, { __provider, ...inputs }, opts);
  }
}
const settingsOf = (dataSpace, store) => {
  const { environmentVariables } = connectorSettings({
    production: keyPair,
    sandbox: store.usesSandbox && sandbox ? sandbox.keyPair : undefined,
    gateways,
    project,
    dataSpace,
  });
  return pulumi.secret(through(store, environmentVariables));
};

const { shop, staging, worker } = world.stores;
const live = space("live", world.live);
const secret = new StoreSecret("shop", fleetUrl + "/shop/next", settingsOf(live, shop));
new Deployment("shop-web", {
  store: fleetUrl + "/shop/rollout",
  // As a chart does it: new settings roll the pods out.
  checksum: secret.settings.apply((settings) =>
    createHash("sha256").update(JSON.stringify(settings)).digest("hex")),
  revision: shop.revision,
});
if (world.staging.present) {
  const settings = settingsOf(space("staging", world.staging), staging);
  const mounted = new StoreSecret("shop-staging", fleetUrl + "/shop-staging", settings);
  new Deployment("shop-staging-web", {}, { dependsOn: [mounted] });
}
space("dev", world.dev);
if (worker.present) {
  const prefix = "CONFIG__DEFAULT__SERVICES_CONNECTOR__SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_";
  new StoreSecret("worker", fleetUrl + "/worker", pulumi.secret({
    [prefix + "API_KEY"]: key.publicKey,
    [prefix + "PRIVATE_KEY"]: key.privateKey,
  }));
}
`;

/**
 * The other provider: it hands the settings to a store, which takes them at once, or rolls a store
 * out, which then takes what it was handed.
 */
export const storeProvider = `
const send = async (method, { store, settings = {} }) => {
  if (!store) return;
  const body = method === "PUT" ? JSON.stringify(settings) : undefined;
  const answer = await fetch(store, { method, body });
  if (!answer.ok) throw new Error("the store is down");
};
exports.create = async (inputs) => {
  await send("PUT", inputs);
  return { id: inputs.store || "mounted", outs: inputs };
};
exports.update = async (_id, _olds, inputs) => {
  await send("PUT", inputs);
  return { outs: inputs };
};
exports.delete = async (_id, props) => send("DELETE", props);
`;
