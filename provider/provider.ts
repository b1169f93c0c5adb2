/**
 * What the engine's dynamic-provider host loads. The path of this module and the names that it
 * exports are written into every user's state and can never move.
 */

import { sdkBindings } from "./pulumi/dynamic/engineBindings";
import { adapt } from "./pulumi/dynamic/provider";
import { engineLog } from "./pulumi/engineLog";
import { Operation } from "./pulumi/operation";
import { endOnInterrupt, engineAddress, nodeHostIo } from "./pulumi/process";
import { resources } from "./resources/table";

const hostIo = nodeHostIo(engineLog(engineAddress(), sdkBindings));
const operation = new Operation(hostIo);
endOnInterrupt(hostIo, () => operation.idle());

export const ApiKeyPair = adapt(resources.ApiKeyPair, operation);
export const SaasProject = adapt(resources.SaasProject, operation);
export const DataSpace = adapt(resources.DataSpace, operation);
