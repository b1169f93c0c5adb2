import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { dynamicUrn, loader, nativeToken, parseUrn, type ResourceName } from "../../domain/urn";
import { type Definition, resources } from "../../resources/table";
import { adapterOf, type Refusal, type Subject } from "../adapter";
import { detailedDiff } from "../detailedDiff";
import { tokenUnknown } from "../errors";
import type { Operation } from "../operation";
import { ignoredWhole, ignoring } from "../propertyPath";
import type { PropertyMap } from "../state/wire";
import { type DetailedDifference, diffResponse } from "./diffResponse";
import { unary } from "./server";
import { fromStruct, toStruct } from "./structs";

/** One kind of resource, as the engine's own protocol calls it, in property maps. */
export type NativeResource = ReturnType<typeof nativeResource>;

/** Which resource is meant, and how long the call may take; seconds, 0: as long as it takes. */
interface Call {
  readonly urn: string;
  readonly timeout: number;
}

/**
 * A lifecycle as the engine calls it without a host in between. It says more than the SDK's host
 * passes on: old inputs, ignored changes, timeouts, previews of creates and updates, and an id alone
 * to import or look up.
 */
export function nativeResource<Inputs extends object, State extends Inputs>(
  name: ResourceName,
  definition: Definition<Inputs, State>,
  operation: Operation,
) {
  const adapter = adapterOf(definition, operation);
  const { namedBy } = definition;

  /** What the dynamic provider needs of a state, so that a stack can move there and back. */
  const subjectOf = ({ urn, timeout }: Call): Subject => ({
    urn,
    metadata: { self: dynamicUrn(urn), __provider: loader(name) },
    timeoutMs: timeout * 1_000,
  });

  /** A program may leave its name out, in any language: then it is the resource's own. */
  const named = (urn: string, given: PropertyMap): PropertyMap =>
    namedBy !== undefined && (given[namedBy] ?? undefined) === undefined
      ? { ...given, [namedBy]: parseUrn(urn).name }
      : given;

  return {
    check: ({ urn, olds, news }: { urn: string; olds: PropertyMap; news: PropertyMap }) =>
      adapter.check(urn, olds, named(urn, news)),

    async diff(call: {
      id: string;
      urn: string;
      olds: PropertyMap;
      oldInputs: PropertyMap;
      news: PropertyMap;
      ignoreChanges: readonly string[];
    }): Promise<DetailedDifference | "same"> {
      const { id, urn, olds, ignoreChanges } = call;
      const news = ignoring(call.news, olds, ignoreChanges);
      const { kind, isDeletedFirst, ...difference } = await adapter.diff(urn, id, olds, news);
      const ignored = ignoredWhole(ignoreChanges);
      const replaces = difference.replaces.filter((property) => !ignored.includes(property));
      if (kind === "same" || (kind === "drifted" && replaces.length === 0)) return "same";
      const before = adapter.readInputs(call.oldInputs);
      return {
        replaces,
        isDeletedFirst: isDeletedFirst && replaces.length > 0,
        differences: detailedDiff(before, adapter.readInputs(news), replaces),
      };
    },

    preview: (urn: string, news: PropertyMap, olds?: PropertyMap) =>
      adapter.preview(subjectOf({ urn, timeout: 0 }), news, olds),

    create: (call: Call & { news: PropertyMap }) => adapter.create(subjectOf(call), call.news),

    /** Without a recorded state (an import, a lookup) the account is asked for the id alone. */
    read(call: Call & { id: string; properties: PropertyMap; inputs: PropertyMap | undefined }) {
      const { id, urn, properties, inputs } = call;
      const subject = subjectOf(call);
      if (!adapter.isState(properties)) return adapter.import(subject, id, named(urn, properties));
      const declared = inputs && Object.keys(adapter.readInputs(inputs));
      return adapter.read(subject, id, properties, declared);
    },

    update: (call: Call & { id: string; olds: PropertyMap; news: PropertyMap }) =>
      adapter.update(subjectOf(call), call.id, call.olds, call.news),

    delete: (call: Call & { id: string; properties: PropertyMap }) =>
      adapter.delete(subjectOf(call), call.id, call.properties),
  };
}

/** The calls that concern one resource, each given to its kind. */
export function resourceCalls(operation: Operation): UntypedServiceImplementation {
  const kinds: { readonly [Kind in ResourceName]: NativeResource } = {
    ApiKeyPair: nativeResource("ApiKeyPair", resources.ApiKeyPair, operation),
    SaasProject: nativeResource("SaasProject", resources.SaasProject, operation),
    DataSpace: nativeResource("DataSpace", resources.DataSpace, operation),
  };
  const byToken = new Map(
    Object.entries(kinds).map(([kind, calls]) => [nativeToken(kind as ResourceName), calls]),
  );
  const kindOf = (urn: string): NativeResource => {
    const { type } = parseUrn(urn);
    const kind = byToken.get(type as ReturnType<typeof nativeToken>);
    if (kind) return kind;
    throw tokenUnknown(type, [...byToken.keys()]);
  };

  return {
    check: unary(async (request: CheckRequest) => {
      const urn = request.getUrn();
      const olds = fromStruct(request.getOlds());
      const news = fromStruct(request.getNews());
      const { inputs, failures } = await kindOf(urn).check({ urn, olds, news });
      return checkResponse(inputs, failures);
    }),

    diff: unary(async (request: DiffRequest) =>
      diffResponse(
        await kindOf(request.getUrn()).diff({
          id: request.getId(),
          urn: request.getUrn(),
          olds: fromStruct(request.getOlds()),
          oldInputs: fromStruct(request.getOldInputs()),
          news: fromStruct(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        }),
      ),
    ),

    create: unary(async (request: CreateRequest) => {
      const [urn, news] = [request.getUrn(), fromStruct(request.getProperties())];
      const kind = kindOf(urn);
      const { id, properties } = request.getPreview()
        ? await kind.preview(urn, news)
        : await kind.create({ urn, timeout: request.getTimeout(), news });
      const answer = new CreateResponse();
      answer.setId(id ?? "");
      answer.setProperties(toStruct(properties));
      return answer;
    }),

    read: unary(async (request: ReadRequest) => {
      const inputs = request.getInputs();
      const found = await kindOf(request.getUrn()).read({
        id: request.getId(),
        urn: request.getUrn(),
        timeout: request.getTimeout(),
        properties: fromStruct(request.getProperties()),
        inputs: inputs && fromStruct(inputs),
      });
      const answer = new ReadResponse();
      // Without id and properties: the resource is gone, or was never there.
      if (found === undefined) return answer;
      answer.setId(request.getId());
      answer.setProperties(toStruct(found.properties));
      answer.setInputs(toStruct(found.inputs));
      return answer;
    }),

    update: unary(async (request: UpdateRequest) => {
      const urn = request.getUrn();
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const kind = kindOf(urn);
      const call = { id: request.getId(), urn, timeout: request.getTimeout(), olds, news };
      const { properties } = request.getPreview()
        ? await kind.preview(urn, news, olds)
        : await kind.update(call);
      const answer = new UpdateResponse();
      answer.setProperties(toStruct(properties));
      return answer;
    }),

    delete: unary(async (request: DeleteRequest) => {
      await kindOf(request.getUrn()).delete({
        id: request.getId(),
        urn: request.getUrn(),
        timeout: request.getTimeout(),
        properties: fromStruct(request.getProperties()),
      });
      return new Empty();
    }),
  };
}

/** Checked inputs, and what is refused of them. */
export function checkResponse(inputs: PropertyMap, failures: readonly Refusal[]): CheckResponse {
  const answer = new CheckResponse();
  answer.setInputs(toStruct(inputs));
  answer.setFailuresList(failures.map(checkFailure));
  return answer;
}

export function checkFailure({ property, reason }: Refusal): CheckFailure {
  const failure = new CheckFailure();
  failure.setProperty(property);
  failure.setReason(reason);
  return failure;
}
