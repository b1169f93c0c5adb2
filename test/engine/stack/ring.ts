/** A project and a store of another provider, fed by a ring whose numbers are configuration. */
export const ringProgram = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyRing, SaasProject } = require("pulumi-commerce-services");
const path = require("path");

const knob = new pulumi.Config("test");
const ring = new ApiKeyRing("ring", {
  environment: "production",
  generation: knob.getNumber("generation") ?? 1,
  keep: knob.getNumber("keep"),
  active: knob.getNumber("active"),
});
new SaasProject("project", { name: "Shop", keyPair: ring.keyPair });
const provider = {
  async create(inputs) { return { id: "store", outs: inputs }; },
  async update(_id, _olds, inputs) {
    if (require("fs").existsSync(inputs.flag)) throw new Error("the store is down");
    return { outs: inputs };
  },
};
class Store extends pulumi.dynamic.Resource {
  constructor(name, props) { super(provider, name, props); }
}
const flag = path.join(__dirname, "store-is-down");
const store = new Store("store", { flag, publicKey: ring.publicKey });
exports.publicKey = ring.publicKey;
if (ring.previous) exports.previous = ring.previous.publicKey;
exports.storeHolds = store.publicKey;
`;
