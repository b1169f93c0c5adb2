/**
 * The SDK's own gRPC bindings, loaded from where the SDK is: two copies of them would not know each
 * other's messages.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./product";

const ofSdk = createRequire(createRequire(join(root, "package.json")).resolve("@pulumi/pulumi"));

export const grpc = ofSdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
export const services = ofSdk(
  "./proto/provider_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/provider_grpc_pb");
export const messages = ofSdk(
  "./proto/provider_pb",
) as typeof import("@pulumi/pulumi/proto/provider_pb");
export const engineServices = ofSdk("./proto/engine_grpc_pb") as {
  EngineService: import("@grpc/grpc-js").ServiceDefinition;
};
export const { Struct } = ofSdk(
  "google-protobuf/google/protobuf/struct_pb",
) as typeof import("google-protobuf/google/protobuf/struct_pb");
export const { Empty } = ofSdk(
  "google-protobuf/google/protobuf/empty_pb",
) as typeof import("google-protobuf/google/protobuf/empty_pb");
