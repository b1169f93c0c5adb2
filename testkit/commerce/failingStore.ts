/**
 * In a program: the class `Store` of another provider, a plain `pulumi.dynamic.Resource`. Its update
 * fails while the file named by its `flag`, `store-is-down` beside the program, is there.
 */
export const failingStore = `
const flag = require("path").join(__dirname, "store-is-down");
const provider = {
  async create(inputs) { return { id: "store", outs: inputs }; },
  async update(_id, _olds, inputs) {
    if (require("fs").existsSync(inputs.flag)) throw new Error("the store is down");
    return { outs: inputs };
  },
};
class Store extends pulumi.dynamic.Resource {
  constructor(name, props, options) { super(provider, name, props, options); }
}
`;
