import * as pulumi from "@pulumi/pulumi";
import { ApiKeyPair, connectorSettings, DataSpace, SaasProject } from "pulumi-commerce-services";

const config = new pulumi.Config();

/** A pair that a person made in the API Portal and handed over in the stack's configuration. */
const suppliedPair = (environment: "production" | "sandbox") => {
  const publicKey = config.require(`${environment}PublicKey`);
  const privateKey = config.requireSecret(`${environment}PrivateKey`);
  return new ApiKeyPair(environment, { environment, supplied: { publicKey, privateKey } });
};

const production = suppliedPair("production").keyPair;
const sandbox = suppliedPair("sandbox").keyPair;
const project = new SaasProject("project", {
  name: config.require("projectName"),
  keyPair: production,
});
const dataSpace = new DataSpace("live", {
  projectId: project.projectId,
  type: "Production",
  store: { name: "shop", role: "production" },
  keyPair: production,
});

/** A secret: what the store's process is started with. */
export const { environmentVariables } = connectorSettings({
  production,
  sandbox,
  project,
  dataSpace,
});
