import { createRequire } from "node:module";

/**
 * Sends warnings to the engine, so that each appears on its resource's row and under Diagnostics.
 * The host's own `console` would show as unattached information on the stack.
 */
export function engineLog(
  address: string | undefined,
): (message: string, urn: string | undefined) => Promise<void> {
  let client: Client | undefined;
  return async (message, urn) => {
    client ??= connect(address);
    await client.warn(message, urn ?? "");
  };
}

interface Client {
  warn(message: string, urn: string): Promise<void>;
}

/** Loaded with the first warning: most runs have none, and the process starts for every preview. */
function connect(address: string | undefined): Client {
  // gRPC is the SDK's dependency, not ours: resolved from where the SDK is.
  const ofSdk = createRequire(require.resolve("@pulumi/pulumi"));
  const { credentials } = ofSdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  const { EngineClient } = ofSdk("./proto/engine_grpc_pb") as EngineGrpc;
  const { LogRequest, LogSeverity } = ofSdk("./proto/engine_pb") as EnginePb;
  const engine = new EngineClient(address ?? "", credentials.createInsecure());
  return {
    warn: (message, urn) =>
      new Promise((resolve, reject) => {
        const request = new LogRequest();
        request.setSeverity(LogSeverity.WARNING);
        request.setMessage(message);
        request.setUrn(urn);
        engine.log(request, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

/** The part of the SDK's generated bindings that is used. */
interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setUrn(urn: string): void;
}
interface EngineGrpc {
  EngineClient: new (
    address: string,
    credentials: import("@grpc/grpc-js").ChannelCredentials,
  ) => { log(request: LogRequest, done: (error: Error | null) => void): void };
}
interface EnginePb {
  LogRequest: new () => LogRequest;
  LogSeverity: { WARNING: number };
}
