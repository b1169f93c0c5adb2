import { createRequire } from "node:module";
import type { EngineBindings } from "../engineLog";

/**
 * The bindings to the engine that the program's SDK has. gRPC is the SDK's dependency, not ours, so
 * it is resolved from where the SDK is, and not before it is needed.
 */
export function sdkBindings(): EngineBindings {
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
