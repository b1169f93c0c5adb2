/** The engine's own floor: as many component resources, with the same inputs. No provider at all. */
const pulumi = require("@pulumi/pulumi");
const { privateKey } = require("./key.json");

const componentOf = (type) =>
  class extends pulumi.ComponentResource {
    constructor(name, args) {
      super(`bench:floor:${type}`, name, type === "ApiKeyPair" ? { label: name, ...args } : args);
      this.args = args;
    }
    get keyPair() {
      const publicKey = this.urn.apply(() => "0123456789abcdef0123456789abcdef");
      return { ...this.args, publicKey, privateKey: pulumi.secret(privateKey) };
    }
    get projectId() {
      return this.urn.apply(() => "01234567-89ab-cdef-0123-456789abcdef");
    }
  };

module.exports = {
  ApiKeyPair: componentOf("ApiKeyPair"),
  SaasProject: componentOf("SaasProject"),
  DataSpace: componentOf("DataSpace"),
};
