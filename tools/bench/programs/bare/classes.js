/** The floor of the dynamic provider: a constant loader like ours, behind which nothing is done. */
const pulumi = require("@pulumi/pulumi");
const { isWithoutOutputs } = require("./plan.json");

/** Outputs exist only for keys that are declared. */
const declared = (names) =>
  isWithoutOutputs ? {} : Object.fromEntries(names.map((name) => [name, undefined]));

const loader = 'exports.handler=()=>require("bench-bare");';
const token = (type) => `pulumi-nodejs:dynamic/commerce-services:${type}`;
const withLoader = (props) => ({ ...props, __provider: loader });

const PAIR = "sealedPrivateKey fingerprint issuer merchantId projects status createdAt".split(" ");
class ApiKeyPair extends pulumi.CustomResource {
  constructor(name, args) {
    const props = { ...declared(PAIR), privateKey: undefined, label: name, ...args };
    super(token("ApiKeyPair"), name, withLoader(props), {
      additionalSecretOutputs: ["privateKey"],
    });
    const { environment, id, privateKey } = this;
    this.keyPair = { environment, publicKey: id, privateKey };
  }
}

const PROJECT = "merchantId organizationName dataSpaces adopted".split(" ");
class SaasProject extends pulumi.CustomResource {
  constructor(name, args) {
    super(token("SaasProject"), name, withLoader({ ...declared(PROJECT), ...args }));
    this.projectId = this.id;
  }
}

const SPACE = "projectName merchantId services cloudId".split(" ");
class DataSpace extends pulumi.CustomResource {
  constructor(name, args) {
    super(token("DataSpace"), name, withLoader({ ...declared(SPACE), ...args }));
  }
}

module.exports = { ApiKeyPair, SaasProject, DataSpace };
