/**
 * The program of the exactness measure: what it declares stands in `world.json` beside it, so that
 * an edit of the program is an edit of that file. Stores are resources of another provider, as a
 * Kubernetes secret would be; behind each stands a deployment that mounts it.
 */
export const worldProgram = `
const fs = require("fs");
const path = require("path");
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, connectorSettings, DataSpace, SaasProject } = require("pulumi-commerce-services");

const world = JSON.parse(fs.readFileSync(path.join(__dirname, "world.json"), "utf8"));
const byName = (items, make) => Object.fromEntries(items.map((item) => [item.resource, make(item)]));
/** An id that went through apply is an output like any other: known when its source is. */
const through = (item, output) => (item.viaApply ? output.apply((id) => id) : output);

const pairs = byName(world.pairs, ({ resource, ...args }) => new ApiKeyPair(resource, args));
const keyPair = ({ pair }) => pairs[pair]?.keyPair;
const projects = byName(world.projects, (item) =>
  new SaasProject(item.resource, { name: item.name, projectId: item.projectId, keyPair: keyPair(item) }));
const spaces = byName(world.spaces, ({ resource, project, pair, viaApply, ...args }) =>
  new DataSpace(resource, {
    ...args,
    projectId: through({ viaApply }, projects[project].projectId),
    keyPair: pairs[pair]?.keyPair,
  }));

const flag = path.join(__dirname, "store-is-down");
const provider = {
  async create(inputs) {
    const fs = require("fs");
    // In one step, so that a store never reads half of it.
    fs.writeFileSync(inputs.file + ".new", JSON.stringify(inputs.settings));
    fs.renameSync(inputs.file + ".new", inputs.file);
    return { id: inputs.file, outs: inputs };
  },
  async update(_id, _olds, inputs) {
    const fs = require("fs");
    if (fs.existsSync(inputs.flag)) throw new Error("the store is down");
    // In one step, so that a store never reads half of it.
    fs.writeFileSync(inputs.file + ".new", JSON.stringify(inputs.settings));
    fs.renameSync(inputs.file + ".new", inputs.file);
    return { outs: inputs };
  },
};
class StoreSecret extends pulumi.dynamic.Resource {
  constructor(name, props, opts) { super(provider, name, props, opts, "shop", "StoreSecret"); }
}
const deployer = {
  async create(inputs) { return { id: inputs.store, outs: inputs }; },
  async update(_id, _olds, inputs) { return { outs: inputs }; },
};
class Deployment extends pulumi.dynamic.Resource {
  constructor(name, props, opts) { super(deployer, name, props, opts, "shop", "Deployment"); }
}
for (const item of world.stores) {
  const { environmentVariables } = connectorSettings({
    production: pairs[item.production].keyPair,
    sandbox: pairs[item.sandbox]?.keyPair,
    gateways: world.gateways,
    project: projects[item.project],
    dataSpace: spaces[item.space],
  });
  const secret = new StoreSecret(item.resource, {
    flag,
    file: path.join(__dirname, item.resource + ".json"),
    settings: pulumi.secret(through(item, environmentVariables)),
  });
  new Deployment(item.resource + "-web", { store: item.resource, revision: item.revision }, { dependsOn: [secret] });
}
exports.publicKeys = Object.values(pairs).map(({ publicKey }) => publicKey);
`;
