import * as pulumi from "@pulumi/pulumi";
import { resyncCommands } from "../domain/adobe/resync";
import { dynamicHost, type Host } from "./host";
import { type KeyPairInput, keyPairInput } from "./keyPairInput";
import { registration } from "./registration";

/** What a {@link DataSpace} is declared with. */
export interface DataSpaceArgs {
  /** The project that has it. Changing it replaces the binding. */
  readonly projectId: pulumi.Input<string>;
  /** `Production` for the production store alone; `Testing` for the others. Replaces. */
  readonly type: pulumi.Input<"Production" | "Testing">;
  /** Its name, 1 to 255 characters; picks it among several of the type, else renames it. */
  readonly name?: pulumi.Input<string>;
  /** Exactly this data space. Another id is another data space: replaces. */
  readonly dataSpaceId?: pulumi.Input<string>;
  /** The store that is bound to it. */
  readonly store?: pulumi.Input<{
    /** The store's name: what reports and warnings call it. */
    readonly name: pulumi.Input<string>;
    /** What the store is for. Only a `production` store may have a Production data space unasked. */
    readonly role: pulumi.Input<"production" | "staging" | "development">;
    /** The Adobe Commerce on Cloud environment, as the service records it (13 characters). */
    readonly cloudId?: pulumi.Input<string>;
  }>;
  /** What to sign with. Default: the stack's `publicKey` and `privateKey` (production). */
  readonly keyPair?: pulumi.Input<KeyPairInput>;
  /**
   * Let a production store have another data space, and lose access to its data; and take a data space
   * that is bound to another `cloudId` than declared. Default false.
   */
  readonly allowRebind?: pulumi.Input<boolean>;
  /** Let a store that is not production use a Production data space. Default false. */
  readonly allowProductionData?: pulumi.Input<boolean>;
  /**
   * Wipe the Testing data space when it is bound to another store, or the store to another one,
   * before it is bound. Never a Production space (CS4005), never one bound elsewhere (CS4006).
   * Default false.
   */
  readonly cleanupOnRebind?: pulumi.Input<boolean>;
}

/** What every `DataSpace` shows, through either provider. Types alone. */
export declare class DataSpaceOutputs extends pulumi.CustomResource {
  /** The data space's id, which is also the resource's. */
  readonly dataSpaceId: pulumi.Output<string>;
  /** The data space's name, as the service shows it. */
  readonly name: pulumi.Output<string>;
  /** `Production` or `Testing`. */
  readonly type: pulumi.Output<"Production" | "Testing">;
  /** The project that has it. */
  readonly projectId: pulumi.Output<string>;
  /** That project's name. */
  readonly projectName: pulumi.Output<string>;
  /** The account that has it, `MAG…`; null where the service does not say. */
  readonly merchantId: pulumi.Output<string | null>;
  /** The services that the account has on it, as the service names them. */
  readonly services: pulumi.Output<string[]>;
  /** The Adobe Commerce on Cloud environment that is bound to it; null where none is. */
  readonly cloudId: pulumi.Output<string | null>;
  /** What to run in a store that was newly bound to it, in order. */
  readonly resyncCommands: pulumi.Output<string[]>;
}

/**
 * A data space of a SaaS project, bound to a store. Chosen by id, else by type and name, else by
 * type when the project has just one. Destroying it forgets the binding; space and data stay.
 *
 * Errors: CS1108, CS1109, CS4001 to CS4003, CS4005, CS4006 (guards), CS4101, CS4112, CS4120 to CS4122.
 *
 * @example
 * ```ts
 * import { DataSpace } from "pulumi-commerce-services";
 *
 * const live = new DataSpace("live", {
 *   projectId: "6a8c5e0f-5f5c-4c0e-9d3e-0c9d7c1f2a3b",
 *   type: "Production",
 *   store: { name: "shop", role: "production" },
 * });
 * export const dataSpaceId = live.dataSpaceId;
 * ```
 */
export class DataSpace extends (pulumi.CustomResource as typeof DataSpaceOutputs) {
  constructor(name: string, args: DataSpaceArgs, options?: pulumi.CustomResourceOptions) {
    super(...dataSpaceRegistration(dynamicHost, name, args, options));
    addDataSpaceOutputs(this);
  }
}

export function dataSpaceRegistration(
  host: Host,
  name: string,
  args: DataSpaceArgs,
  options: pulumi.CustomResourceOptions | undefined,
) {
  const inputs = { ...args, keyPair: keyPairInput(args.keyPair) };
  return registration(host, "DataSpace", name, { inputs, outputs: OUTPUTS }, options);
}

/** Those that the engine need not record. */
export const addDataSpaceOutputs = (made: DataSpaceOutputs) =>
  Object.assign(made, { dataSpaceId: made.id, resyncCommands: sameCommands() });

let commands: pulumi.Output<string[]> | undefined;

/** The same for all, so known in every preview; the dynamic provider does not even record it. */
const sameCommands = () => (commands ??= pulumi.output([...resyncCommands]));

const OUTPUTS = ["projectId", "type", "name", "projectName", "merchantId", "services", "cloudId"];
