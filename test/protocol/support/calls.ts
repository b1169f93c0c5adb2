import type { ServiceError } from "@grpc/grpc-js";
import type * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { grpc, messages, Struct, services, status } from "./bindings";

export type Bag = Record<string, unknown>;

/** What a failed call says to the engine. */
export interface Failed {
  readonly code: number;
  readonly message: string;
  /** What was made all the same, when the failure says so. */
  readonly made: { id: string; properties: Bag; inputs: Bag; reasons: string[] } | undefined;
}

export type Outcome<T> = ({ readonly ok: true } & T) | ({ readonly ok: false } & Failed);

export type Calls = ReturnType<typeof callsOf>;

/** The engine's calls of a provider, with plain objects. */
export function callsOf(address: string) {
  const client = new services.ResourceProviderClient(address, grpc.credentials.createInsecure());

  /** A call that is never answered, as after a thrown string, fails here with DEADLINE_EXCEEDED. */
  const ask = <Answer, T>(
    call: (deadline: object, done: (error: ServiceError | null, answer: Answer) => void) => void,
    read: (answer: Answer) => T,
  ): Promise<Outcome<T>> =>
    new Promise((resolve) => {
      call({ deadline: Date.now() + 60_000 }, (error, answer) =>
        resolve(error ? { ok: false, ...failedOf(error) } : { ok: true, ...read(answer) }),
      );
    });
  const meta = () => new grpc.Metadata();

  return {
    hangUp: () => client.close(),

    configure: (config: Readonly<Record<string, string>>) => {
      const request = new messages.ConfigureRequest();
      request.setArgs(struct(config));
      return ask(
        (options, done) => client.configure(request, meta(), options, done),
        () => ({}),
      );
    },

    check: (olds: Bag, news: Bag) => {
      const request = new messages.CheckRequest();
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      return ask(
        (options, done) => client.check(request, meta(), options, done),
        (answer: proto.CheckResponse) => ({
          inputs: plain(answer.getInputs()),
          failures: answer
            .getFailuresList()
            .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
        }),
      );
    },

    diff: (id: string, olds: Bag, news: Bag) => {
      const request = new messages.DiffRequest();
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      return ask(
        (options, done) => client.diff(request, meta(), options, done),
        (answer: proto.DiffResponse) => ({
          changes: CHANGES[answer.getChanges()],
          replaces: answer.getReplacesList(),
          deleteBeforeReplace: answer.getDeletebeforereplace(),
        }),
      );
    },

    create: (inputs: Bag) => {
      const request = new messages.CreateRequest();
      request.setProperties(struct(inputs));
      return ask(
        (options, done) => client.create(request, meta(), options, done),
        (answer: proto.CreateResponse) => ({
          id: answer.getId(),
          outs: plain(answer.getProperties()),
        }),
      );
    },

    read: (id: string, props: Bag) => {
      const request = new messages.ReadRequest();
      request.setId(id);
      request.setProperties(struct(props));
      return ask(
        (options, done) => client.read(request, meta(), options, done),
        (answer: proto.ReadResponse) => ({
          id: answer.getId(),
          props: plain(answer.getProperties()),
          inputs: plain(answer.getInputs()),
        }),
      );
    },

    update: (id: string, olds: Bag, news: Bag) => {
      const request = new messages.UpdateRequest();
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      return ask(
        (options, done) => client.update(request, meta(), options, done),
        (answer: proto.UpdateResponse) => ({ outs: plain(answer.getProperties()) }),
      );
    },

    delete: (id: string, props: Bag) => {
      const request = new messages.DeleteRequest();
      request.setId(id);
      request.setProperties(struct(props));
      return ask(
        (options, done) => client.delete(request, meta(), options, done),
        () => ({}),
      );
    },
  };
}

const CHANGES = ["DIFF_UNKNOWN", "DIFF_NONE", "DIFF_SOME"] as const;

export const struct = (bag: Readonly<Bag>): StructMessage =>
  Struct.fromJavaScript(bag as Parameters<typeof Struct.fromJavaScript>[0]);

export const plain = (message: StructMessage | undefined): Bag =>
  (message?.toJavaScript() ?? {}) as Bag;

export function failedOf(error: ServiceError): Failed {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  const [any] = Buffer.isBuffer(details)
    ? status.Status.deserializeBinary(details).getDetailsList()
    : [];
  const made = any && messages.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
  return {
    code: error.code,
    message: error.details,
    made: made && {
      id: made.getId(),
      properties: plain(made.getProperties()),
      inputs: plain(made.getInputs()),
      reasons: made.getReasonsList(),
    },
  };
}
