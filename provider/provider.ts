/**
 * What the engine's dynamic-provider host loads. The path of this module and the names that it
 * exports are written into every user's state and can never move.
 */

import { sdkBindings } from "./pulumi/dynamic/engineBindings";
import { adapt } from "./pulumi/dynamic/provider";
import { engineLog } from "./pulumi/engineLog";
import { Session } from "./pulumi/operation";
import { endOnInterrupt, engineAddress, realWorld } from "./pulumi/process";
import { resources } from "./resources/table";

const world = realWorld(engineLog(engineAddress(), sdkBindings));
const session = new Session(world);
endOnInterrupt(world, () => session.idle());

export const ApiKeyPair = adapt(resources.ApiKeyPair, session);
export const SaasProject = adapt(resources.SaasProject, session);
export const DataSpace = adapt(resources.DataSpace, session);
