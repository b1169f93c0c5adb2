/**
 * What a user would write without this package: stock dynamic resources, whose code is serialised
 * into the state. The same inputs, outputs and calls as ours; one provider object for each type.
 */
const crypto = require("node:crypto");
const pulumi = require("@pulumi/pulumi");
const { configure, isAccepted, isSame, portal, rowsOf } = require("./calls");

async function shown(keyPair) {
  const rows = await rowsOf(keyPair);
  const names = new Map(rows.map((row) => [row.projectId, row.projectName]));
  const projects = [...names].map(([projectId, projectName]) => ({ projectId, projectName }));
  return { projects, merchantId: rows[0]?.mageId ?? null, status: "accepted" };
}

const pairProvider = {
  configure: async (request) => configure(request),
  async diff(_id, olds, news) {
    if (!isSame(olds, news, ["environment", "keepers"])) return { replaces: ["keepers"] };
    return isSame(olds, news, ["label"]) ? { changes: false } : {};
  },
  async create(inputs) {
    const { environment, label } = inputs;
    await portal("GET", "account");
    await portal("GET", `keys?environment=${environment}`);
    const made = await portal("POST", "keys", { environment, label });
    const { publicKey, privateKey, createdAt } = made;
    const keyPair = { environment, publicKey, privateKey };
    if (!(await isAccepted(keyPair))) throw new Error("the new pair is refused");
    const spki = crypto.createPublicKey(privateKey).export({ type: "spki", format: "der" });
    const fingerprint = `SHA256:${crypto.createHash("sha256").update(spki).digest("base64")}`;
    const facts = { publicKey, privateKey, fingerprint, issuer: "portal", createdAt };
    return { id: publicKey, outs: { ...inputs, ...facts, ...(await shown(keyPair)) } };
  },
  async read(id, props) {
    const { keys } = await portal("GET", `keys?environment=${props.environment}`);
    const label = keys.find(({ publicKey }) => publicKey === id)?.label ?? props.label;
    if (!(await isAccepted(props))) return { id, props: { ...props, label, status: "refused" } };
    return { id, props: { ...props, label, ...(await shown(props)) } };
  },
  async update(id, olds, news) {
    await portal("PATCH", `keys/${id}`, { label: news.label });
    return { outs: { ...olds, ...news } };
  },
  async delete(id, props) {
    await portal("GET", "account");
    await portal("DELETE", `keys/${id}`);
    if (await isAccepted(props)) throw new Error("the deleted pair is still accepted");
  },
};

/** Of what is looked up in a listing and never made: projects and data spaces. */
const lookedUp = (outputsOf, { replaced, compared }) => ({
  configure: async (request) => configure(request),
  async diff(_id, olds, news) {
    if (!isSame(olds, news, replaced)) return { replaces: replaced };
    return isSame(olds, news, compared) ? { changes: false } : {};
  },
  create: outputsOf,
  read: async (id, props) => ({ id, props: (await outputsOf(props)).outs }),
  update: async (_id, _olds, news) => ({ outs: (await outputsOf(news)).outs }),
  delete: async () => {},
});

async function projectOutputs(inputs) {
  const rows = (await rowsOf(inputs.keyPair)).filter((row) => row.projectName === inputs.name);
  if (rows.length === 0) throw new Error(`no project is called ${inputs.name}`);
  const [{ projectId, mageId, organizationName }] = rows;
  const dataSpaces = rows.map((row) => ({
    dataSpaceId: row.environmentId,
    name: row.environmentName,
    type: row.environmentType,
  }));
  const facts = { projectId, merchantId: mageId, organizationName, dataSpaces, adopted: true };
  return { id: projectId, outs: { ...inputs, ...facts } };
}
const projectProvider = lookedUp(projectOutputs, { replaced: [], compared: ["name", "keyPair"] });

async function spaceOutputs(inputs) {
  const row = (await rowsOf(inputs.keyPair)).find(
    (one) => one.projectId === inputs.projectId && one.environmentName === inputs.name,
  );
  if (!row) throw new Error(`no data space is called ${inputs.name}`);
  const facts = {
    dataSpaceId: row.environmentId,
    projectName: row.projectName,
    merchantId: row.mageId,
    services: row.featureSet,
    cloudId: row.cloudId ?? null,
  };
  return { id: row.environmentId, outs: { ...inputs, ...facts } };
}
const spaceProvider = lookedUp(spaceOutputs, {
  replaced: ["projectId", "type"],
  compared: ["name", "store", "keyPair"],
});

/** As ours: names are a part of the state. */
const MODULE = "commerce-services";

/** Outputs exist only for keys that are declared. */
const declared = (names) => Object.fromEntries(names.map((name) => [name, undefined]));

const resourceOf = (type, provider, outputs) =>
  class extends pulumi.dynamic.Resource {
    constructor(name, args) {
      const isPair = type === "ApiKeyPair";
      const props = { ...declared(outputs.split(" ")), ...(isPair && { label: name }), ...args };
      const options = isPair ? { additionalSecretOutputs: ["privateKey"] } : {};
      super(provider, name, props, options, MODULE, type);
      const { environment, id, privateKey } = this;
      this.keyPair = { environment, publicKey: id, privateKey };
    }
  };

const PAIR = "publicKey privateKey fingerprint issuer merchantId projects status createdAt";
const PROJECT = "projectId merchantId organizationName dataSpaces adopted";
const SPACE = "dataSpaceId projectName merchantId services cloudId";
module.exports = {
  ApiKeyPair: resourceOf("ApiKeyPair", pairProvider, PAIR),
  SaasProject: resourceOf("SaasProject", projectProvider, PROJECT),
  DataSpace: resourceOf("DataSpace", spaceProvider, SPACE),
};
