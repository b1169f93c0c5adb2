import { program } from "./program";

/**
 * A store of another provider that takes the pair: a plain `pulumi.dynamic.Resource`. Its update
 * fails while a file named `store-is-down` lies beside the program.
 */
const store = `
const fs = require("fs");
const path = require("path");
const flag = path.join(__dirname, "store-is-down");
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
const store = new Store("store", { flag, publicKey: pair.publicKey, privateKey: pair.privateKey });
exports.storeHolds = store.publicKey;
`;

/** The common program, and a store. */
export const programWithStore = `${program}${store}`;

/** A pair and a store, and nothing that would be done at the same time. */
export const programWithPairAndStore = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair } = require("pulumi-commerce-services");
const keepers = { rotation: new pulumi.Config("test").get("rotation") ?? "1" };
const pair = new ApiKeyPair("key", { environment: "production", keepers });
${store}`;
