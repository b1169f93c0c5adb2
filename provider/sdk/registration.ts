import * as pulumi from "@pulumi/pulumi";
import type { ResourceName } from "../domain/urn";
import { type Host, urnWithoutParent } from "./host";
import { warnOfPlainSecrets } from "./plainSecrets";

type Registration = [string, string, Record<string, unknown>, pulumi.CustomResourceOptions];

/**
 * What a resource of this package tells `pulumi.CustomResource`, which each class of each provider
 * extends itself: the SDK counts the constructors between itself and the program to find the line
 * that declares the resource. Not `dynamic.Resource`, which would write code into the state and run it years later.
 *
 * @param outputs names of what the service adds; without them a program would not see them
 * @param secrets outputs that are secret whatever the program did
 */
export function registration(
  host: Host,
  kind: ResourceName,
  name: string,
  {
    inputs,
    outputs,
    secrets = [],
  }: { inputs: object; outputs: readonly string[]; secrets?: string[] },
  options: pulumi.CustomResourceOptions | undefined,
): Registration {
  warnOfPlainSecrets();
  const declared = Object.fromEntries(outputs.map((output) => [output, undefined]));
  const type = host.formerToken(kind);
  const ownInputs = host.ownInputs(kind, name, options);
  const ownOptions: pulumi.CustomResourceOptions = {
    additionalSecretOutputs: secrets,
    hideDiffs: Object.keys(ownInputs),
    aliases: [options?.parent ? { type } : urnWithoutParent(type, name)],
  };
  return [
    host.token(kind),
    name,
    { ...declared, ...inputs, ...ownInputs },
    pulumi.mergeOptions(ownOptions, options),
  ];
}
