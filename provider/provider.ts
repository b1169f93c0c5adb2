/**
 * What the engine's dynamic-provider host loads. The path of this module and the names that it
 * exports are written into every user's state and can never move.
 */

import { createRequire } from "node:module";
import { dynamicProvider } from "./pulumi/dynamic/provider";
import { type EngineBindings, engineLog } from "./pulumi/engineLog";
import { Operation } from "./pulumi/operation";
import { endOnInterrupt, engineAddress, nodeHostIo } from "./pulumi/process";
import { resources } from "./resources/table";

const hostIo = nodeHostIo(engineLog(engineAddress(), sdkBindings));
const operation = new Operation(hostIo);
endOnInterrupt(hostIo, () => operation.idle());

export const ApiKeyPair = dynamicProvider(resources.ApiKeyPair, operation);
export const SaasProject = dynamicProvider(resources.SaasProject, operation);
export const DataSpace = dynamicProvider(resources.DataSpace, operation);

/**
 * The bindings to the engine that the program's SDK has. gRPC is the SDK's dependency, not ours, so
 * it is resolved from where the SDK is, and not before it is needed.
 */
function sdkBindings(): EngineBindings {
  const ofSdk = createRequire(require.resolve("@pulumi/pulumi"));
  const { credentials } = ofSdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  const { EngineClient } = ofSdk(
    "./proto/engine_grpc_pb",
  ) as typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
  const { LogRequest, LogSeverity } = ofSdk(
    "./proto/engine_pb",
  ) as typeof import("@pulumi/pulumi/proto/engine_pb");
  return { credentials, EngineClient, LogRequest, LogSeverity };
}
