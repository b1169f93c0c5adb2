/** The engine's own floor: as many component resources, with the same inputs. No provider at all. */
const pulumi = require("@pulumi/pulumi");
const { privateKey } = require("./key.json");

class ApiKeyPair extends pulumi.ComponentResource {
  constructor(name, args) {
    super("bench:floor:ApiKeyPair", name, { label: name, ...args });
    const publicKey = this.urn.apply(() => "0123456789abcdef0123456789abcdef");
    this.keyPair = { ...args, publicKey, privateKey: pulumi.secret(privateKey) };
  }
}

class SaasProject extends pulumi.ComponentResource {
  constructor(name, args) {
    super("bench:floor:SaasProject", name, args);
    this.projectId = this.urn.apply(() => "01234567-89ab-cdef-0123-456789abcdef");
  }
}

class DataSpace extends pulumi.ComponentResource {
  constructor(name, args) {
    super("bench:floor:DataSpace", name, args);
  }
}

module.exports = { ApiKeyPair, SaasProject, DataSpace };
