import { program } from "./program";

/**
 * The common program, and a store of another provider that takes the pair: a plain
 * `pulumi.dynamic.Resource`, in the same provider process. Its update fails while a file named
 * `store-is-down` lies beside the program.
 */
export const programWithStore = `
${program}
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
