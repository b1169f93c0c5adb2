import type * as proto from "@pulumi/pulumi/proto/provider_pb";
import { messages } from "commerce-services-testkit/wire/bindings";
import { connectionTo } from "commerce-services-testkit/wire/connection";
import { type PropertyMap, plain, struct } from "commerce-services-testkit/wire/structs";

export type Calls = ReturnType<typeof callsOf>;

/** The engine's calls of a provider, with plain objects. */
export function callsOf(address: string) {
  const { client, ask, meta, hangUp } = connectionTo(address);

  return {
    hangUp,

    configure: (config: Readonly<Record<string, string>>) => {
      const request = new messages.ConfigureRequest();
      request.setArgs(struct(config));
      return ask(
        (options, done) => client.configure(request, meta(), options, done),
        () => ({}),
      );
    },

    check: (olds: PropertyMap, news: PropertyMap) => {
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

    diff: (id: string, olds: PropertyMap, news: PropertyMap) => {
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

    create: (inputs: PropertyMap) => {
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

    read: (id: string, props: PropertyMap) => {
      const request = new messages.ReadRequest();
      request.setId(id);
      request.setProperties(struct(props));
      return ask(
        (options, done) => client.read(request, meta(), options, done),
        (answer: proto.ReadResponse) => ({
          id: answer.getId(),
          props: plain(answer.getProperties()),
          ...(answer.hasInputs() ? { inputs: plain(answer.getInputs()) } : {}),
        }),
      );
    },

    update: (id: string, olds: PropertyMap, news: PropertyMap) => {
      const request = new messages.UpdateRequest();
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      return ask(
        (options, done) => client.update(request, meta(), options, done),
        (answer: proto.UpdateResponse) => ({ outs: plain(answer.getProperties()) }),
      );
    },

    delete: (id: string, props: PropertyMap) => {
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
