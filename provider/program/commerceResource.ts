import * as pulumi from "@pulumi/pulumi";
import type { ResourceName } from "../resources/table";
import { type Door, dynamicDoor } from "./door";

/**
 * A resource of this package in a program: a plain custom resource with a fixed type. Not
 * `dynamic.Resource`, which would write code into the state and run it years later.
 */
export abstract class CommerceResource extends pulumi.CustomResource {
  /** The subclasses of `pulumi-commerce-services/native` differ in this alone. */
  protected static readonly door: Door = dynamicDoor;

  /**
   * @param outputs names of what the service adds; without them a program would not see them
   * @param secrets outputs that are secret whatever the program did
   */
  constructor(
    kind: ResourceName,
    name: string,
    {
      inputs,
      outputs,
      secrets = [],
    }: { inputs: object; outputs: readonly string[]; secrets?: string[] },
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const { door } = new.target;
    const declared = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const ownInputs = door.ownInputs(kind, name, options);
    const ownOptions: pulumi.CustomResourceOptions = {
      additionalSecretOutputs: secrets,
      hideDiffs: Object.keys(ownInputs),
      aliases: [{ type: door.formerToken(kind) }],
    };
    super(
      door.token(kind),
      name,
      { ...declared, ...inputs, ...ownInputs },
      pulumi.mergeOptions(ownOptions, options),
    );
  }
}
