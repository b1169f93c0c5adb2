import type { z } from "zod";
import type { Configuration } from "../config/configuration";
import { resyncCommands } from "../domain/adobe/resync";
import { deletesFirst } from "../domain/keyPolicy";
import type { ResourceName } from "../domain/urn";
import { apiKeyPair } from "./apiKeyPair/lifecycle";
import { apiKeyPairInputs, apiKeyPairState } from "./apiKeyPair/schema";
import { dataSpace } from "./dataSpace/lifecycle";
import { dataSpaceInputs, dataSpaceState } from "./dataSpace/schema";
import type { Lifecycle } from "./lifecycle";
import { saasProject } from "./saasProject/lifecycle";
import { saasProjectInputs, saasProjectState } from "./saasProject/schema";

/** All that an adapter needs to know of one kind of resource. */
export interface Definition<Inputs extends object, State extends Inputs> {
  readonly lifecycle: Lifecycle<Inputs, State>;
  readonly inputs: z.ZodObject & z.ZodType<Inputs>;
  readonly state: z.ZodObject & z.ZodType<State>;
  /** The input that is the resource's own name where the program gives none. */
  readonly namedBy?: keyof Inputs & string;
  /** Whether the account takes no second one, so that a replacement must begin with the deletion. */
  readonly isDeletedFirst?: (configuration: Configuration) => boolean;
  /** Outputs that the service may leave out. */
  readonly maybeAbsent: readonly (keyof State & string)[];
  /** Outputs that are the same for every resource of the kind: its class gives them too. */
  readonly constants?: Partial<State>;
  /** Where secrets lie in inputs and state; whoever writes them out must mark each. */
  readonly secrets: readonly (readonly [string, ...string[]])[];
}

const define = <Inputs extends object, State extends Inputs>(
  definition: Definition<Inputs, State>,
) => definition;

/** Every kind of resource; its key is the last part of the type token. */
export const resources = {
  ApiKeyPair: define({
    lifecycle: apiKeyPair,
    inputs: apiKeyPairInputs,
    state: apiKeyPairState,
    namedBy: "label",
    isDeletedFirst: ({ keyPolicy }) => deletesFirst(keyPolicy),
    maybeAbsent: ["merchantId", "status", "privateKey", "sealedPrivateKey", "fingerprint"],
    secrets: [["privateKey"], ["supplied", "privateKey"]],
  }),
  SaasProject: define({
    lifecycle: saasProject,
    inputs: saasProjectInputs,
    state: saasProjectState,
    maybeAbsent: ["merchantId", "organizationName"],
    secrets: [["keyPair", "privateKey"]],
  }),
  DataSpace: define({
    lifecycle: dataSpace,
    inputs: dataSpaceInputs,
    state: dataSpaceState,
    maybeAbsent: ["merchantId", "cloudId"],
    constants: { resyncCommands: [...resyncCommands] },
    secrets: [["keyPair", "privateKey"]],
  }),
} as const satisfies Readonly<Record<ResourceName, unknown>>;
