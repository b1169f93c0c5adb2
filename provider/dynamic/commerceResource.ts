import * as pulumi from "@pulumi/pulumi";
import { loader, typeToken } from "../engine/token";
import type { ResourceName } from "../resources/table";

/**
 * A resource of this package in a program: a plain custom resource with a fixed type, whose
 * constant `__provider` loads the installed code. Not `dynamic.Resource`, which would write code
 * into the state and run it years later.
 */
export abstract class CommerceResource extends pulumi.CustomResource {
  /**
   * @param outputs names of what the service adds; without them a program would not see them
   * @param secrets outputs that are secret whatever the program did
   */
  constructor(
    type: ResourceName,
    name: string,
    {
      inputs,
      outputs,
      secrets = [],
    }: { inputs: object; outputs: readonly string[]; secrets?: string[] },
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const declared = Object.fromEntries(outputs.map((output) => [output, undefined]));
    super(
      typeToken(type),
      name,
      { ...declared, ...inputs, self: urnOf(type, name, options), __provider: loader(type) },
      pulumi.mergeOptions(
        { additionalSecretOutputs: secrets, hideDiffs: ["__provider", "self"] },
        options,
      ),
    );
  }
}

/**
 * The resource's own urn as an input: the host passes none on, and warnings hang on it. As a plain
 * promise: an output would make siblings under one component wait for each other for ever.
 */
function urnOf(
  type: ResourceName,
  name: string,
  options: pulumi.CustomResourceOptions | undefined,
) {
  return new Promise<string>((resolve) => {
    pulumi.createUrn(name, typeToken(type), options?.parent).apply(resolve);
  });
}
