import type { ChannelCredentials } from "@grpc/grpc-js";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** The engine's log: a message appears on its resource's row and under Diagnostics. */
export interface EngineLog {
  /** @param urn the resource; without one the message is the stack's */
  warn(message: string, urn: string | undefined): Promise<void>;
  /** The same for what needs no action. */
  inform(message: string, urn: string | undefined): Promise<void>;
}

/** The part of gRPC and of the SDK's generated bindings that is used. */
export interface EngineBindings {
  readonly credentials: { createInsecure(): ChannelCredentials };
  readonly EngineClient: typeof EngineClient;
  readonly LogRequest: typeof LogRequest;
  readonly LogSeverity: typeof LogSeverity;
}

/**
 * The log of the engine at this address.
 *
 * @param load gives the bindings. It is called with the first message: most runs have none, and a
 *   provider process starts for every preview.
 */
export function engineLog(address: string, load: () => EngineBindings): EngineLog {
  let engine: { readonly client: EngineClient; readonly bindings: EngineBindings } | undefined;
  const connect = () => {
    const bindings = load();
    const { EngineClient, credentials } = bindings;
    return { client: new EngineClient(address, credentials.createInsecure()), bindings };
  };
  const log = async (severity: "WARNING" | "INFO", message: string, urn: string | undefined) => {
    engine ??= connect();
    const { client, bindings } = engine;
    const request = new bindings.LogRequest();
    request.setSeverity(bindings.LogSeverity[severity]);
    request.setMessage(message);
    request.setUrn(urn ?? "");
    await new Promise<void>((resolve, reject) => {
      client.log(request, (error) => (error ? reject(error) : resolve()));
    });
  };
  return {
    warn: (message, urn) => log("WARNING", message, urn),
    inform: (message, urn) => log("INFO", message, urn),
  };
}
