import * as pulumi from "@pulumi/pulumi";
import { dynamicHost, type Host } from "./host";
import { type KeyPairInput, keyPairInput } from "./keyPairInput";
import { registration } from "./registration";

/** What a {@link SaasProject} is declared with. */
export interface SaasProjectArgs {
  /** The project's name, 1 to 255 characters. Changing it renames the project. */
  readonly name: pulumi.Input<string>;
  /** Adopt exactly this project. Another id is another project: replaces. */
  readonly projectId?: pulumi.Input<string>;
  /** What to sign with. Default: the stack's `publicKey` and `privateKey` (production). */
  readonly keyPair?: pulumi.Input<KeyPairInput>;
}

/** What every `SaasProject` shows, through either provider. Types alone. */
export declare class SaasProjectOutputs extends pulumi.CustomResource {
  /** The project's name, as the service shows it. */
  readonly name: pulumi.Output<string>;
  /** The project's id, which is also the resource's. */
  readonly projectId: pulumi.Output<string>;
  /** The account that has it, `MAG…`; null where the service does not say. */
  readonly merchantId: pulumi.Output<string | null>;
  /** The organization that has it; null where the service does not say. */
  readonly organizationName: pulumi.Output<string | null>;
  /** Its data spaces, in the order of their ids. */
  readonly dataSpaces: pulumi.Output<
    {
      /** The data space's id. */
      dataSpaceId: string;
      /** The data space's name. */
      name: string;
      /** `Production` or `Testing`. */
      type: string;
    }[]
  >;
  /** False when this stack made the project. */
  readonly adopted: pulumi.Output<boolean>;
}

/**
 * A SaaS project with its data spaces. One of that name is adopted; one is made only in an account
 * that has none, for it can never be deleted. Destroying it forgets it.
 *
 * Errors: CS1108, CS1109, CS4101, CS4110 (no such project), CS4111 (two share the name), CS4112.
 *
 * @example
 * ```ts
 * import { ApiKeyPair, SaasProject } from "pulumi-commerce-services";
 *
 * const pair = new ApiKeyPair("production", { environment: "production" });
 * const project = new SaasProject("shop", { name: "Shop", keyPair: pair.keyPair });
 * export const projectId = project.projectId;
 * ```
 */
export class SaasProject extends (pulumi.CustomResource as typeof SaasProjectOutputs) {
  constructor(name: string, args: SaasProjectArgs, options?: pulumi.CustomResourceOptions) {
    super(...saasProjectRegistration(dynamicHost, name, args, options));
    addSaasProjectOutputs(this);
  }
}

export function saasProjectRegistration(
  host: Host,
  name: string,
  args: SaasProjectArgs,
  options: pulumi.CustomResourceOptions | undefined,
) {
  const inputs = { ...args, keyPair: keyPairInput(args.keyPair) };
  return registration(host, "SaasProject", name, { inputs, outputs: OUTPUTS }, options);
}

/** Those that the engine need not record. */
export const addSaasProjectOutputs = (made: SaasProjectOutputs) =>
  Object.assign(made, { projectId: made.id });

const OUTPUTS = ["name", "merchantId", "organizationName", "dataSpaces", "adopted"];
