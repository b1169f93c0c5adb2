/** The floor of the dynamic door: a constant loader like ours, behind which nothing is done. */
const pulumi = require("@pulumi/pulumi");

class Bare extends pulumi.CustomResource {
  constructor(type, name, props, options) {
    const __provider = 'exports.handler=()=>require("bench-bare");';
    super(
      `pulumi-nodejs:dynamic/commerce-services:${type}`,
      name,
      { ...props, __provider },
      options,
    );
  }
}

class ApiKeyPair extends Bare {
  constructor(name, args) {
    const secrets = { additionalSecretOutputs: ["privateKey"] };
    super("ApiKeyPair", name, { label: name, ...args, privateKey: undefined }, secrets);
    const { environment, id, privateKey } = this;
    this.keyPair = { environment, publicKey: id, privateKey };
  }
}

class SaasProject extends Bare {
  constructor(name, args) {
    super("SaasProject", name, args);
    this.projectId = this.id;
  }
}

class DataSpace extends Bare {
  constructor(name, args) {
    super("DataSpace", name, args);
  }
}

module.exports = { ApiKeyPair, SaasProject, DataSpace };
