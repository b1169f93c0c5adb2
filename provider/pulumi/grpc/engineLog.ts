import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Sends warnings to the engine, on the row of a resource or on the stack's. */
export function engineLog(address: string) {
  let client: EngineClient | undefined;
  return (message: string, urn: string | undefined): Promise<void> => {
    client ??= new EngineClient(address, credentials.createInsecure());
    const engine = client;
    const request = new LogRequest();
    request.setSeverity(LogSeverity.WARNING);
    request.setMessage(message);
    request.setUrn(urn ?? "");
    return new Promise((resolve, reject) => {
      engine.log(request, (error) => (error ? reject(error) : resolve()));
    });
  };
}
