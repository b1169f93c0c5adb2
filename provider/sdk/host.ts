import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_KEY_POLICY, isKeyPolicy, type KeyPolicy } from "../domain/keyPolicy";
import { NAMESPACE } from "../domain/namespace";
import type { ResourceName } from "../domain/urn";
import { loader, nativeToken, typeToken } from "../domain/urn";

/**
 * How the classes of a program reach the engine. The classes are the same through either provider, and
 * each takes over what the other has recorded.
 */
export interface Host {
  /** The type of a resource as the engine knows it. */
  token(kind: ResourceName): string;
  /** Its type through the other provider: a resource of that type and the same name is the same one. */
  formerToken(kind: ResourceName): string;
  /** What the host needs among the inputs, beside the resource's own. */
  ownInputs(
    kind: ResourceName,
    name: string,
    options: pulumi.CustomResourceOptions | undefined,
  ): Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * What the account does with the old pair. Needed before the engine is asked, and no more than
   * the settings say: a policy that does not exist is refused by the provider, and counts here as
   * the strictest.
   */
  keyPolicy(options: pulumi.ResourceOptions | undefined): KeyPolicy;
}

/** The default: the dynamic-provider host of Pulumi's SDK, which loads this package's code. */
export const dynamicHost: Host = {
  token: typeToken,
  formerToken: nativeToken,
  ownInputs: (kind, name, options) => ({
    self: urnOf(kind, name, options),
    __provider: loader(kind),
  }),
  keyPolicy: () => keyPolicyIn(new pulumi.Config(NAMESPACE).get("keyPolicy")),
};

/** What `pulumi.createUrn` comes to without a parent, and without the six outputs it makes of it. */
export const urnWithoutParent = (type: string, name: string) =>
  `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`;

/** The policy of this name. */
export const keyPolicyIn = (given: string | undefined): KeyPolicy =>
  isKeyPolicy(given) ? given : DEFAULT_KEY_POLICY;

/**
 * The resource's own urn as an input: the host passes none on, and warnings hang on it. Of a child as
 * a plain promise: an output would make siblings under one component wait for each other for ever.
 */
function urnOf(
  kind: ResourceName,
  name: string,
  options: pulumi.CustomResourceOptions | undefined,
): string | Promise<string> {
  const { parent } = options ?? {};
  if (!parent) return urnWithoutParent(typeToken(kind), name);
  return new Promise((resolve) => {
    pulumi.createUrn(name, typeToken(kind), parent).apply(resolve);
  });
}
