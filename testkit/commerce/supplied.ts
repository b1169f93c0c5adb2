/** A stack fed by pairs that a person made: no portal is configured, as against the real service. */
export const suppliedProgram = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services");

const knob = new pulumi.Config("test");
const pair = new ApiKeyPair("key", {
  environment: "production",
  // In clear on purpose: the class makes the private key a secret whatever the caller does.
  supplied: { publicKey: knob.require("publicKey"), privateKey: knob.require("privateKey") },
  retired: knob.getObject("retired"),
});
const { keyPair } = pair;
const project = new SaasProject("project", { name: knob.get("projectName") ?? "Shop", keyPair });
const live = new DataSpace("live", {
  projectId: project.projectId,
  type: "Production",
  store: { name: "shop", role: "production" },
  keyPair,
});
exports.publicKey = pair.publicKey;
exports.issuer = pair.issuer;
exports.merchantId = pair.merchantId;
exports.liveId = live.dataSpaceId;
`;
