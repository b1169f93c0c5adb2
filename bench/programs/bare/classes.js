/** The floor of the dynamic provider: a constant loader like ours, behind which nothing is done. */
const pulumi = require("@pulumi/pulumi");

const resourceOf = (type, outputs) => {
  // Outputs exist only for keys that are declared.
  const declared = Object.fromEntries(outputs.split(" ").map((name) => [name, undefined]));
  const isPair = type === "ApiKeyPair";
  return class extends pulumi.CustomResource {
    constructor(name, args) {
      const props = { ...declared, ...(isPair && { label: name }), ...args };
      super(
        `pulumi-nodejs:dynamic/commerce-services:${type}`,
        name,
        { ...props, __provider: 'exports.handler=()=>require("bench-bare");' },
        isPair ? { additionalSecretOutputs: ["privateKey"] } : {},
      );
      const { environment, id, privateKey } = this;
      this.keyPair = { environment, publicKey: id, privateKey };
      this.projectId = id;
    }
  };
};

const PAIR = "sealedPrivateKey fingerprint issuer merchantId projects status createdAt privateKey";
module.exports = {
  ApiKeyPair: resourceOf("ApiKeyPair", PAIR),
  SaasProject: resourceOf("SaasProject", "merchantId organizationName dataSpaces adopted"),
  DataSpace: resourceOf("DataSpace", "projectName merchantId services cloudId"),
};
