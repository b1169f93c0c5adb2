/**
 * The native provider: the second way to the lifecycles, for programs in any language. The engine
 * starts it, reads the port from its first line, and speaks gRPC to it.
 */

import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { type EngineLog, engineLog } from "../engineLog";
import { Operation } from "../operation";
import { endWithEngine, engineAddress, nodeHostIo } from "../process";
import { providerCalls } from "./providerCalls";
import { resourceCalls } from "./resourceCalls";
import { listen } from "./server";

const logOf = (address: string) =>
  engineLog(address, () => ({ credentials, EngineClient, LogRequest, LogSeverity }));

async function main(): Promise<void> {
  let log = logOf(engineAddress());
  const cancelled = new AbortController();
  const current: EngineLog = {
    warn: (message, urn) => log.warn(message, urn),
    inform: (message, urn) => log.inform(message, urn),
  };
  const hostIo = nodeHostIo(current, cancelled);
  const operation = new Operation(hostIo);
  const server = await listen({
    ...resourceCalls(operation),
    ...providerCalls({
      operation,
      metEngine: (address) => {
        log = logOf(address);
      },
      cancel: () => cancelled.abort(new Error("the operation was cancelled")),
    }),
  });
  endWithEngine(hostIo, async () => {
    await operation.idle();
    await server.close();
  });
  process.stdout.write(`${server.port}\n`);
}

main();
