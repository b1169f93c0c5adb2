import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ApiKeyPair, connectorSettings, DataSpace, SaasProject } from "pulumi-commerce-services";
import { StoreSettings } from "./storeSettings";

const config = new pulumi.Config("quickstart");
/** `pulumi config set quickstart:rotation 2` rotates the production pair. */
const rotation = config.get("rotation") ?? "1";
/** The folder in which the stores find their settings. */
const stores = config.require("stores");

const production = new ApiKeyPair("production", {
  environment: "production",
  keepers: { rotation },
});
const sandbox = new ApiKeyPair("sandbox", { environment: "sandbox" });

const { keyPair } = production;
const project = new SaasProject("project", { name: "Shop", keyPair });
const { projectId } = project;

const liveData = new DataSpace("live-data", {
  projectId,
  type: "Production",
  store: { name: "shop", role: "production" },
  keyPair,
});
const stagingData = new DataSpace("staging-data", {
  projectId,
  type: "Testing",
  name: "Testing 1",
  store: { name: "shop-staging", role: "staging" },
  keyPair,
});

for (const [store, dataSpace] of [
  ["shop", liveData],
  ["shop-staging", stagingData],
] as const) {
  const { environmentVariables } = connectorSettings({
    production: keyPair,
    sandbox: sandbox.keyPair,
    project,
    dataSpace,
    gateways: gateways(),
  });
  new StoreSettings(store, {
    file: join(stores, `${store}.json`),
    settings: environmentVariables,
  });
}

/** The emulator's, which the stores must call instead of Adobe's. Leave it out for the real ones. */
function gateways() {
  const provider = new pulumi.Config("commerce-services");
  return {
    production: provider.require("gatewayUrl"),
    sandbox: provider.require("sandboxGatewayUrl"),
  };
}

export const publicKey = production.publicKey;
