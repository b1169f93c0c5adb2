import { createRequire } from "node:module";
import { join } from "node:path";
import type { Server, UntypedServiceImplementation } from "@grpc/grpc-js";

/** The SDK's language host for programs that are functions. */
type LanguageServer = new (program: () => Promise<object>) => UntypedServiceImplementation;

/**
 * Serves the program of a folder to the engine from this process, as the SDK's Automation API does
 * for inline programs. The engine and the provider are the same as ever; what is saved is a Node
 * that starts and loads the SDK for each preview and each run, which is half of what they cost.
 */
export async function serveProgram(dir: string) {
  const main = join(dir, "index.js");
  const load = createRequire(main);
  // What the SDK itself is made of: a second copy would not know the first one's messages.
  const ofSdk = createRequire(load.resolve("@pulumi/pulumi"));
  const grpc = ofSdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  const { LanguageServer } = ofSdk("./automation/server") as { LanguageServer: LanguageServer };
  const { LanguageRuntimeService } = ofSdk("./proto/language_grpc_pb") as {
    LanguageRuntimeService: import("@grpc/grpc-js").ServiceDefinition;
  };
  const program = async (): Promise<object> => {
    delete load.cache[load.resolve(main)];
    return load(main) as object;
  };
  const server: Server = new grpc.Server();
  server.addService(LanguageRuntimeService, new LanguageServer(program));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    /** What `pulumi preview` and `pulumi up` are told, so that they ask this process. */
    flags: [`--client=127.0.0.1:${port}`, "--exec-kind=auto.inline"],
    close: () => server.forceShutdown(),
  };
}
