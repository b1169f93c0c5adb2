/**
 * The native provider: the second way to the lifecycles, for programs in any language. The engine
 * starts it, reads the port from its first line, and speaks gRPC to it.
 */

import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { engineLog } from "../engineLog";
import { Session } from "../operation";
import { endWithEngine, engineAddress, realWorld } from "../process";
import { providerCalls } from "./providerCalls";
import { resourceCalls } from "./resourceCalls";
import { listen } from "./server";

const logOf = (address: string) =>
  engineLog(address, () => ({ credentials, EngineClient, LogRequest, LogSeverity }));

async function main(): Promise<void> {
  let log = logOf(engineAddress());
  const cancelled = new AbortController();
  const world = realWorld({ warn: (message, urn) => log.warn(message, urn) }, cancelled);
  const session = new Session(world);
  const server = await listen({
    ...resourceCalls(session),
    ...providerCalls({
      session,
      metEngine: (address) => {
        log = logOf(address);
      },
      cancel: () => cancelled.abort(new Error("the operation was cancelled")),
    }),
  });
  endWithEngine(world, async () => {
    await session.idle();
    await server.close();
  });
  process.stdout.write(`${server.port}\n`);
}

main();
