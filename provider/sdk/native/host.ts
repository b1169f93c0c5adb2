import * as pulumi from "@pulumi/pulumi";
import { NAMESPACE } from "../../domain/namespace";
import { nativeToken, typeToken } from "../../domain/urn";
import { type Host, keyPolicyIn } from "../host";
import { Provider } from "./provider";

/** The provider plugin. It is told everything by the engine, so the inputs are the resource's own. */
export const nativeHost: Host = {
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
