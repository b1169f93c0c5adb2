import * as pulumi from "@pulumi/pulumi";
import { NAMESPACE } from "../../domain/namespace";
import { nativeToken, typeToken } from "../../domain/urn";
import {
  type ApiKeyPairArgs,
  type ApiKeyPairOutputs,
  addApiKeyPairOutputs,
  apiKeyPairRegistration,
} from "../apiKeyPair";
import { ApiKeyRing as AnyApiKeyRing } from "../apiKeyRing/apiKeyRing";
import {
  addDataSpaceOutputs,
  type DataSpaceArgs,
  type DataSpaceOutputs,
  dataSpaceRegistration,
} from "../dataSpace";
import { type Host, keyPolicyIn } from "../host";
import {
  addSaasProjectOutputs,
  type SaasProjectArgs,
  type SaasProjectOutputs,
  saasProjectRegistration,
} from "../saasProject";
import { Provider } from "./provider";

/** The provider plugin. It is told everything by the engine, so the inputs are the resource's own. */
const nativeHost: Host = {
  token: nativeToken,
  formerToken: typeToken,
  ownInputs: () => ({}),
  keyPolicy: (options) => {
    const provider = options?.provider ?? options?.parent?.getProvider(nativeToken("ApiKeyPair"));
    const given =
      provider instanceof Provider
        ? provider.keyPolicy
        : new pulumi.Config(NAMESPACE).get("keyPolicy");
    return keyPolicyIn(given);
  },
};

/** The `ApiKeyPair` of `pulumi-commerce-services`, through the provider plugin. */
export class ApiKeyPair extends (pulumi.CustomResource as typeof ApiKeyPairOutputs) {
  constructor(name: string, args: ApiKeyPairArgs, options?: pulumi.CustomResourceOptions) {
    super(...apiKeyPairRegistration(nativeHost, name, args, options));
    addApiKeyPairOutputs(this);
  }

  /**
   * A pair that exists, by its public key. The private half is not known unless it is `supplied`:
   * the service shows it once. The pair is read, never changed or deleted.
   */
  static get(
    name: string,
    publicKey: pulumi.Input<string>,
    args: ApiKeyPairArgs,
    options?: pulumi.CustomResourceOptions,
  ): ApiKeyPair {
    return new ApiKeyPair(name, args, pulumi.mergeOptions(options, { id: publicKey }));
  }
}

/** The `SaasProject` of `pulumi-commerce-services`, through the provider plugin. */
export class SaasProject extends (pulumi.CustomResource as typeof SaasProjectOutputs) {
  constructor(name: string, args: SaasProjectArgs, options?: pulumi.CustomResourceOptions) {
    super(...saasProjectRegistration(nativeHost, name, args, options));
    addSaasProjectOutputs(this);
  }

  /** A project that exists, by its id. It is read, never changed. */
  static get(
    name: string,
    projectId: pulumi.Input<string>,
    args: Partial<SaasProjectArgs> = {},
    options?: pulumi.CustomResourceOptions,
  ): SaasProject {
    const given = { ...args } as SaasProjectArgs;
    return new SaasProject(name, given, pulumi.mergeOptions(options, { id: projectId }));
  }
}

/** The `DataSpace` of `pulumi-commerce-services`, through the provider plugin. */
export class DataSpace extends (pulumi.CustomResource as typeof DataSpaceOutputs) {
  constructor(name: string, args: DataSpaceArgs, options?: pulumi.CustomResourceOptions) {
    super(...dataSpaceRegistration(nativeHost, name, args, options));
    addDataSpaceOutputs(this);
  }

  /** A data space that exists, by its id. It is read, never changed. */
  static get(
    name: string,
    dataSpaceId: pulumi.Input<string>,
    args: Partial<DataSpaceArgs> = {},
    options?: pulumi.CustomResourceOptions,
  ): DataSpace {
    const given = { ...args } as DataSpaceArgs;
    return new DataSpace(name, given, pulumi.mergeOptions(options, { id: dataSpaceId }));
  }
}

/** The `ApiKeyRing` of `pulumi-commerce-services`, its pairs through the provider plugin. */
export class ApiKeyRing extends AnyApiKeyRing {
  protected static override readonly host = nativeHost;
  protected static override readonly Pair = ApiKeyPair;
}
