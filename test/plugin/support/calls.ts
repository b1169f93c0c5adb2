import type * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty, messages } from "commerce-services-testkit/wire/bindings";
import { connectionTo } from "commerce-services-testkit/wire/connection";
import { type PropertyMap, plain, struct } from "commerce-services-testkit/wire/structs";

export type PluginCalls = ReturnType<typeof pluginCalls>;

/** The engine's calls of a provider plugin, with plain objects. */
export function pluginCalls(address: string) {
  const { client, ask, meta, hangUp } = connectionTo(address);

  return {
    hangUp,

    handshake: (engine: string) => {
      const request = new messages.ProviderHandshakeRequest();
      request.setEngineAddress(engine);
      return ask(
        (options, done) => client.handshake(request, meta(), options, done),
        (answer: proto.ProviderHandshakeResponse) => answer.toObject(),
      );
    },

    checkConfig: (urn: string, news: PropertyMap) => {
      const request = new messages.CheckRequest();
      request.setUrn(urn);
      request.setNews(struct(news));
      return ask((options, done) => client.checkConfig(request, meta(), options, done), checked);
    },

    diffConfig: (urn: string, oldInputs: PropertyMap, news: PropertyMap) => {
      const request = new messages.DiffRequest();
      request.setUrn(urn);
      request.setOldInputs(struct(oldInputs));
      request.setOlds(struct(oldInputs));
      request.setNews(struct(news));
      return ask((options, done) => client.diffConfig(request, meta(), options, done), diffed);
    },

    configure: (urn: string, args: PropertyMap) => {
      const request = new messages.ConfigureRequest();
      request.setUrn(urn);
      request.setArgs(struct(args));
      return ask(
        (options, done) => client.configure(request, meta(), options, done),
        () => ({}),
      );
    },

    getSchema: () =>
      ask(
        (options, done) => client.getSchema(new messages.GetSchemaRequest(), meta(), options, done),
        (answer: proto.GetSchemaResponse) => ({ schema: answer.getSchema() }),
      ),

    getPluginInfo: () =>
      ask(
        (options, done) => client.getPluginInfo(new Empty(), meta(), options, done),
        (answer: { getVersion(): string }) => ({ version: answer.getVersion() }),
      ),

    check: (urn: string, olds: PropertyMap, news: PropertyMap) => {
      const request = new messages.CheckRequest();
      request.setUrn(urn);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      return ask((options, done) => client.check(request, meta(), options, done), checked);
    },

    diff: (
      urn: string,
      id: string,
      {
        olds,
        oldInputs,
        news,
        ignoreChanges = [],
      }: {
        olds: PropertyMap;
        oldInputs: PropertyMap;
        news: PropertyMap;
        ignoreChanges?: string[];
      },
    ) => {
      const request = new messages.DiffRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOlds(struct(olds));
      request.setOldInputs(struct(oldInputs));
      request.setNews(struct(news));
      request.setIgnorechangesList(ignoreChanges);
      return ask((options, done) => client.diff(request, meta(), options, done), diffed);
    },

    create: (urn: string, inputs: PropertyMap, { preview = false, timeout = 0 } = {}) => {
      const request = new messages.CreateRequest();
      request.setUrn(urn);
      request.setProperties(struct(inputs));
      request.setPreview(preview);
      request.setTimeout(timeout);
      return ask(
        (options, done) => client.create(request, meta(), options, done),
        (answer: proto.CreateResponse) => ({
          id: answer.getId(),
          outs: plain(answer.getProperties()),
        }),
      );
    },

    read: (urn: string, id: string, properties: PropertyMap = {}, inputs?: PropertyMap) => {
      const request = new messages.ReadRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(struct(properties));
      if (inputs) request.setInputs(struct(inputs));
      return ask(
        (options, done) => client.read(request, meta(), options, done),
        (answer: proto.ReadResponse) => ({
          id: answer.getId(),
          props: plain(answer.getProperties()),
          inputs: plain(answer.getInputs()),
        }),
      );
    },

    update: (
      urn: string,
      id: string,
      olds: PropertyMap,
      news: PropertyMap,
      { preview = false, timeout = 0 } = {},
    ) => {
      const request = new messages.UpdateRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      request.setPreview(preview);
      request.setTimeout(timeout);
      return ask(
        (options, done) => client.update(request, meta(), options, done),
        (answer: proto.UpdateResponse) => ({ outs: plain(answer.getProperties()) }),
      );
    },

    delete: (urn: string, id: string, properties: PropertyMap) => {
      const request = new messages.DeleteRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(struct(properties));
      return ask(
        (options, done) => client.delete(request, meta(), options, done),
        () => ({}),
      );
    },

    invoke: (token: string, args: PropertyMap) => {
      const request = new messages.InvokeRequest();
      request.setTok(token);
      request.setArgs(struct(args));
      return ask(
        (options, done) => client.invoke(request, meta(), options, done),
        (answer: proto.InvokeResponse) => ({
          result: plain(answer.getReturn()),
          failures: answer.getFailuresList().map(failureOf),
        }),
      );
    },

    cancel: () =>
      ask(
        (options, done) => client.cancel(new Empty(), meta(), options, done),
        () => ({}),
      ),
  };
}

const failureOf = (failure: proto.CheckFailure) => ({
  property: failure.getProperty(),
  reason: failure.getReason(),
});

const checked = (answer: proto.CheckResponse) => ({
  inputs: plain(answer.getInputs()),
  failures: answer.getFailuresList().map(failureOf),
});

const CHANGES = ["DIFF_UNKNOWN", "DIFF_NONE", "DIFF_SOME"] as const;
const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

/** A diff; its properties as `kind`, or `kind (output)` where no input differs. */
function diffed(answer: proto.DiffResponse) {
  const detailed: Record<string, string> = {};
  answer.getDetaileddiffMap().forEach((diff, path) => {
    detailed[path] = `${KINDS[diff.getKind()]}${diff.getInputdiff() ? "" : " (output)"}`;
  });
  return {
    changes: CHANGES[answer.getChanges()],
    replaces: answer.getReplacesList(),
    diffs: answer.getDiffsList(),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
    detailed,
  };
}
