/**
 * The SDK's own gRPC bindings, loaded from where the SDK is: gRPC and protobuf are its dependencies,
 * not ours, and two copies of them would not know each other's messages.
 */
import { createRequire } from "node:module";

const ofSdk = createRequire(require.resolve("@pulumi/pulumi"));

export const grpc = ofSdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
export const services = ofSdk(
  "./proto/provider_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/provider_grpc_pb");
export const messages = ofSdk(
  "./proto/provider_pb",
) as typeof import("@pulumi/pulumi/proto/provider_pb");
export const status = ofSdk("./proto/status_pb") as typeof import("@pulumi/pulumi/proto/status_pb");
export const engineMessages = ofSdk(
  "./proto/engine_pb",
) as typeof import("@pulumi/pulumi/proto/engine_pb");
export const engineServices = ofSdk("./proto/engine_grpc_pb") as {
  EngineService: import("@grpc/grpc-js").ServiceDefinition;
};
export const { Struct } = ofSdk(
  "google-protobuf/google/protobuf/struct_pb",
) as typeof import("google-protobuf/google/protobuf/struct_pb");
export const { Empty } = ofSdk(
  "google-protobuf/google/protobuf/empty_pb",
) as typeof import("google-protobuf/google/protobuf/empty_pb");
