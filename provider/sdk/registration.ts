import * as pulumi from "@pulumi/pulumi";
import type { ResourceName } from "../domain/urn";
import { type Door, urnWithoutParent } from "./host";

type Registration = [string, string, Record<string, unknown>, pulumi.CustomResourceOptions];

/**
 * What a resource of this package tells `pulumi.CustomResource`, which each class of each door
 * extends itself: the SDK counts the constructors between itself and the program to find the line
 * that declares the resource. Not `dynamic.Resource`, which would write code into the state and run it years later.
 *
 * @param outputs names of what the service adds; without them a program would not see them
 * @param secrets outputs that are secret whatever the program did
 */
export function registration(
  door: Door,
  kind: ResourceName,
  name: string,
  {
    inputs,
    outputs,
    secrets = [],
  }: { inputs: object; outputs: readonly string[]; secrets?: string[] },
  options: pulumi.CustomResourceOptions | undefined,
): Registration {
  const declared = Object.fromEntries(outputs.map((output) => [output, undefined]));
  const type = door.formerToken(kind);
  const ownInputs = door.ownInputs(kind, name, options);
  const ownOptions: pulumi.CustomResourceOptions = {
    additionalSecretOutputs: secrets,
    hideDiffs: Object.keys(ownInputs),
    aliases: [options?.parent ? { type } : urnWithoutParent(type, name)],
  };
  return [
    door.token(kind),
    name,
    { ...declared, ...inputs, ...ownInputs },
    pulumi.mergeOptions(ownOptions, options),
  ];
}
