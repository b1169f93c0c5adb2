import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { failure } from "./failure";

/** Properties with many private keys are large; the engine sets no limit either. */
const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** A call as a function from its request to its answer; what it throws is answered as a failure. */
export function unary<Request, Answer>(
  answer: (request: Request) => Answer | Promise<Answer>,
): handleUnaryCall<Request, Answer> {
  return async ({ request }, done) => {
    try {
      done(null, await answer(request));
    } catch (error) {
      done(failure(error));
    }
  };
}

/** Listens on a free port of this machine. A call that is not in `calls` is unimplemented. */
export async function listen(calls: UntypedServiceImplementation) {
  const server = new Server(UNLIMITED);
  server.addService(ResourceProviderService, calls);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    /** Resolves when every call that came has been answered. */
    close: () => new Promise<void>((resolve) => server.tryShutdown(() => resolve())),
  };
}
