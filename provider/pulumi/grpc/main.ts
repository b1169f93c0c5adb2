/**
 * The native provider: the second way to the lifecycles, for programs in any language. The engine
 * starts it, reads the port from its first line, and speaks gRPC to it.
 */

import { Session } from "../operation";
import { endWithEngine, engineAddress, realWorld } from "../process";
import { engineLog } from "./engineLog";
import { providerCalls } from "./providerCalls";
import { resourceCalls } from "./resourceCalls";
import { listen } from "./server";

async function main(): Promise<void> {
  const log = { toEngine: engineLog(engineAddress() ?? "") };
  const cancelled = new AbortController();
  const world = realWorld((message, urn) => log.toEngine(message, urn), cancelled);
  const session = new Session(world);
  const server = await listen({
    ...resourceCalls(session),
    ...providerCalls({
      session,
      metEngine: (address) => {
        log.toEngine = engineLog(address);
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
