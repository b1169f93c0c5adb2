import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import type * as proto from "@pulumi/pulumi/proto/provider_pb";
import { startCommand } from "commerce-services-testkit/process/command";
import { Empty, engineServices, grpc, messages, Struct, services } from "./bindings";
import { root } from "./product";
import type { ProviderKind } from "./programs";

export type Properties = Record<string, unknown>;
export type Kind = "ApiKeyPair" | "SaasProject" | "DataSpace";

/** A resource as the provider is asked about it. */
export interface Asked {
  readonly kind: Kind;
  readonly name: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** One process of a provider, asked as the engine asks it; what it tells the engine is kept. */
export interface Provider {
  check(asked: Asked, olds: Properties, news: Properties): Promise<Checked>;
  diff(
    asked: Asked,
    id: string,
    olds: Properties,
    oldInputs: Properties,
    news: Properties,
  ): Promise<Properties>;
  create(asked: Asked, inputs: Properties): Promise<{ id: string; outs: Properties }>;
  /** What was told since the last call of this. */
  told(): { row: string; message: string }[];
  close(): Promise<void>;
}

const typeOf = (provider: ProviderKind, kind: Kind) =>
  provider === "native"
    ? `commerce-services:index:${kind}`
    : `pulumi-nodejs:dynamic/commerce-services:${kind}`;

const urnOf = (provider: ProviderKind, { kind, name }: Asked) =>
  `urn:pulumi:frozen::shop::${typeOf(provider, kind)}::${name}`;

/** Starts the built plugin, or the SDK's dynamic-provider host, and configures it. */
export async function startProvider(
  provider: ProviderKind,
  settings: Readonly<Record<string, string>>,
): Promise<Provider> {
  const engine = await startEngine();
  const folder = programFolder();
  const [command, args] =
    provider === "native"
      ? [join(root, "plugin/pulumi-resource-commerce-services"), []]
      : [process.execPath, ["node_modules/@pulumi/pulumi/cmd/dynamic-provider"]];
  const child = startCommand(command, [...args, engine.address], {
    cwd: folder,
    env: { HOME: folder, PATH: process.env.PATH },
  });
  const port = (await child.firstLine()).trim();
  const client = new services.ResourceProviderClient(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
  );
  const meta = new grpc.Metadata();
  const ask = <T>(call: (done: (error: ServiceError | null, answer: T) => void) => void) =>
    new Promise<T>((resolve, reject) => {
      call((error, answer) => (error ? reject(new Error(error.details)) : resolve(answer)));
    });

  if (provider === "native") {
    const handshake = new messages.ProviderHandshakeRequest();
    handshake.setEngineAddress(engine.address);
    await ask((done) => client.handshake(handshake, meta, {}, done));
  }
  const configure = new messages.ConfigureRequest();
  configure.setUrn("urn:pulumi:frozen::shop::pulumi:providers:commerce-services::default");
  const prefix = provider === "native" ? "" : "commerce-services:";
  configure.setArgs(
    struct(
      Object.fromEntries(Object.entries(settings).map(([key, value]) => [prefix + key, value])),
    ),
  );
  await ask((done) => client.configure(configure, meta, {}, done));

  /** The dynamic provider is told by the inputs what the plugin is told by the call. */
  const withOwn = (asked: Asked, inputs: Properties): Properties =>
    provider === "native"
      ? inputs
      : {
          ...inputs,
          self: urnOf(provider, asked),
          __provider: `exports.handler=()=>require("pulumi-commerce-services/provider").${asked.kind};`,
        };

  return {
    async check(asked, olds, news) {
      const request = new messages.CheckRequest();
      request.setUrn(urnOf(provider, asked));
      request.setOlds(struct(olds));
      request.setNews(struct(withOwn(asked, news)));
      const answer = await ask<proto.CheckResponse>((done) =>
        client.check(request, meta, {}, done),
      );
      const failures = answer.getFailuresList().map((failure) => failure.toObject());
      return { inputs: clear(answer.getInputs()?.toJavaScript()) as Properties, failures };
    },
    async diff(asked, id, olds, oldInputs, news) {
      const request = new messages.DiffRequest();
      request.setUrn(urnOf(provider, asked));
      request.setId(id);
      request.setOlds(struct(olds));
      request.setOldInputs(struct(oldInputs));
      request.setNews(struct(news));
      const answer = await ask<proto.DiffResponse>((done) => client.diff(request, meta, {}, done));
      const detailed: Properties = {};
      answer.getDetaileddiffMap().forEach((diff, path) => {
        detailed[path] = [diff.getKind(), diff.getInputdiff()];
      });
      return {
        detailed,
        changes: answer.getChanges(),
        replaces: answer.getReplacesList(),
        diffs: answer.getDiffsList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
      };
    },
    async create(asked, inputs) {
      const request = new messages.CreateRequest();
      request.setUrn(urnOf(provider, asked));
      request.setProperties(struct(inputs));
      const answer = await ask<proto.CreateResponse>((done) =>
        client.create(request, meta, {}, done),
      );
      const outs = clear(answer.getProperties()?.toJavaScript()) as Properties;
      return { id: answer.getId(), outs };
    },
    told: () => engine.told.splice(0),
    async close() {
      client.close();
      child.kill("SIGKILL");
      await child.done;
      engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const struct = (properties: Properties) =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

/** As the engine hands recorded values back: secrets in clear. */
function clear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clear);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value && "value" in value) return clear(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clear(item)]));
}

/** The engine's side of the line: it remembers what it is told. */
async function startEngine() {
  const told: { row: string; message: string }[] = [];
  const server = new grpc.Server();
  server.addService(engineServices.EngineService, {
    log: (
      { request }: { request: { getUrn(): string; getMessage(): string } },
      done: (error: null, answer: unknown) => void,
    ) => {
      told.push({
        row: request.getUrn().split("::").at(-1) ?? "",
        message: request.getMessage(),
      });
      done(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, told, close: () => server.forceShutdown() };
}

function programFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "commerce frozen host "));
  for (const name of ["@pulumi/pulumi", "pulumi-commerce-services"]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }
  return folder;
}
