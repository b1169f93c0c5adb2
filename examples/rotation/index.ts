import * as pulumi from "@pulumi/pulumi";
import { ApiKeyPair, connectorSettings, DataSpace, SaasProject } from "pulumi-commerce-services";

const config = new pulumi.Config();

/** Another value makes a new pair, hands it to all that use it, and deletes the old one last. */
const keepers = { rotation: config.require("rotation") };
const production = new ApiKeyPair("production", { environment: "production", keepers });
const sandbox = new ApiKeyPair("sandbox", { environment: "sandbox", keepers });

const { keyPair } = production;
const project = new SaasProject("project", { name: config.require("projectName"), keyPair });
const { projectId } = project;

const live = new DataSpace("live", {
  projectId,
  type: "Production",
  store: { name: "shop", role: "production" },
  keyPair,
});
const staging = new DataSpace("staging", {
  projectId,
  type: "Testing",
  name: "Testing 1",
  store: { name: "shop-staging", role: "staging" },
  keyPair,
});

const settingsFor = (dataSpace: DataSpace) =>
  connectorSettings({ production: keyPair, sandbox: sandbox.keyPair, project, dataSpace });

export const publicKeys = [production.publicKey, sandbox.publicKey];
/** Secrets. Hand them to the resource that runs the store, so that a rotation updates it in time. */
export const shop = settingsFor(live).environmentVariables;
export const shopStaging = settingsFor(staging).cloudVariables;
