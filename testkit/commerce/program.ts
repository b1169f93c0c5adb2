/**
 * The program that most engine tests run: two stores on one project, all fed by one issued pair.
 * Its knobs are stack configuration (`test:…`), so that an edit is a `pulumi config set`.
 */
export const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services");

const knob = new pulumi.Config("test");
const pair = new ApiKeyPair("key", {
  environment: "production",
  label: knob.get("label"),
  keepers: { rotation: knob.get("rotation") ?? "1" },
});
const { keyPair } = pair;
const project = new SaasProject("project", { name: knob.get("projectName") ?? "Shop", keyPair });
const { projectId } = project;
const live = new DataSpace("live", {
  projectId,
  type: "Production",
  name: knob.get("liveName"),
  store: { name: "shop", role: "production" },
  keyPair,
});
const staging = new DataSpace("staging", {
  projectId,
  type: "Testing",
  name: "Testing 1",
  store: { name: "shop-staging", role: "staging", cloudId: knob.get("cloudId") },
  keyPair,
});

exports.publicKey = pair.publicKey;
exports.privateKey = pair.privateKey;
exports.status = pair.status;
exports.liveId = live.dataSpaceId;
exports.liveName = live.name;
exports.stagingId = staging.dataSpaceId;
exports.stagingCloudId = staging.cloudId;
exports.projectId = projectId;
`;
