import { failingStore } from "./failingStore";

/** A project and a store of another provider, fed by a ring whose numbers are configuration. */
export const ringProgram = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyRing, SaasProject } = require("pulumi-commerce-services");

const knob = new pulumi.Config("test");
const ring = new ApiKeyRing("ring", {
  environment: "production",
  generation: knob.getNumber("generation") ?? 1,
  keep: knob.getNumber("keep"),
  active: knob.getNumber("active"),
});
new SaasProject("project", { name: "Shop", keyPair: ring.keyPair });
${failingStore}
const store = new Store("store", { flag, publicKey: ring.publicKey });
exports.publicKey = ring.publicKey;
if (ring.previous) exports.previous = ring.previous.publicKey;
exports.storeHolds = store.publicKey;
`;
