import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import {
  Empty,
  engineMessages,
  engineServices,
  grpc,
} from "commerce-services-testkit/wire/bindings";

/** One message that the provider sent to the engine. */
export interface Logged {
  readonly severity: "WARNING" | "INFO" | number;
  readonly urn: string;
  readonly message: string;
}

/** The engine's side of the line: a gRPC server that remembers what it is told. */
export async function startEngine() {
  const logged: Logged[] = [];
  const server = new grpc.Server();
  const { WARNING, INFO } = engineMessages.LogSeverity;
  const names = new Map<number, Logged["severity"]>([
    [WARNING, "WARNING"],
    [INFO, "INFO"],
  ]);
  const { log, ...others } = engineServices.EngineService;
  if (!log) throw new Error("The SDK's engine service has no log call.");
  server.addService(
    { log, ...others },
    {
      log: ({ request }: { request: LogRequest }, done: (e: null, answer: unknown) => void) => {
        const severity = request.getSeverity();
        logged.push({
          severity: names.get(severity) ?? severity,
          urn: request.getUrn(),
          message: request.getMessage(),
        });
        done(null, new Empty());
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, logged, close: () => server.forceShutdown() };
}
