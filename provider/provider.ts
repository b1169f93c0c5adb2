/**
 * What the engine's dynamic-provider host loads. The path of this module and the names that it
 * exports are written into every user's state and can never move.
 */

import { sdkBindings } from "./pulumi/dynamic/engineBindings";
import { dynamicProvider } from "./pulumi/dynamic/provider";
import { engineLog } from "./pulumi/engineLog";
import { Operation } from "./pulumi/operation";
import { endOnInterrupt, engineAddress, nodeHostIo } from "./pulumi/process";
import { resources } from "./resources/table";

const hostIo = nodeHostIo(engineLog(engineAddress(), sdkBindings));
const operation = new Operation(hostIo);
endOnInterrupt(hostIo, () => operation.idle());

export const ApiKeyPair = dynamicProvider(resources.ApiKeyPair, operation);
export const SaasProject = dynamicProvider(resources.SaasProject, operation);
export const DataSpace = dynamicProvider(resources.DataSpace, operation);
