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
import type { ResourceName } from "../../domain/urn";
import { nativeToken } from "../../domain/urn";
import { resources } from "../../resources/table";
import { type Resource, resource } from "../adapter";
import { tokenUnknown } from "../errors";
import type { Operation } from "../operation";
import { diffResponse } from "./diffResponse";
import { unary } from "./server";
import { toBag, toStruct } from "./structs";

/** The calls that concern one resource, each given to its kind. */
export function resourceCalls(operation: Operation): UntypedServiceImplementation {
  const kinds: { readonly [Kind in ResourceName]: Resource } = {
    ApiKeyPair: resource("ApiKeyPair", resources.ApiKeyPair, operation),
    SaasProject: resource("SaasProject", resources.SaasProject, operation),
    DataSpace: resource("DataSpace", resources.DataSpace, operation),
  };
  const byToken = new Map(
    Object.entries(kinds).map(([kind, calls]) => [nativeToken(kind as ResourceName), calls]),
  );
  const kindOf = (urn: string): Resource => {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const kind = byToken.get(type as ReturnType<typeof nativeToken>);
    if (kind) return kind;
    throw tokenUnknown(type, [...byToken.keys()]);
  };

  return {
    check: unary(async (request: CheckRequest) => {
      const urn = request.getUrn();
      const olds = toBag(request.getOlds());
      const news = toBag(request.getNews());
      const { inputs, failures } = await kindOf(urn).check({ urn, olds, news });
      return checkResponse(inputs, failures);
    }),

    diff: unary(async (request: DiffRequest) =>
      diffResponse(
        await kindOf(request.getUrn()).diff({
          id: request.getId(),
          urn: request.getUrn(),
          olds: toBag(request.getOlds()),
          oldInputs: toBag(request.getOldInputs()),
          news: toBag(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        }),
      ),
    ),

    create: unary(async (request: CreateRequest) => {
      const [urn, news] = [request.getUrn(), toBag(request.getProperties())];
      const kind = kindOf(urn);
      const { id, properties } = request.getPreview()
        ? await kind.preview(urn, news, undefined)
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
        properties: toBag(request.getProperties()),
        inputs: inputs && toBag(inputs),
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
      const [olds, news] = [toBag(request.getOlds()), toBag(request.getNews())];
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
        properties: toBag(request.getProperties()),
      });
      return new Empty();
    }),
  };
}

/** Checked inputs, and what is refused of them. */
export function checkResponse(
  inputs: Parameters<typeof toStruct>[0],
  failures: readonly { readonly property: string; readonly reason: string }[],
): CheckResponse {
  const answer = new CheckResponse();
  answer.setInputs(toStruct(inputs));
  answer.setFailuresList(failures.map(checkFailure));
  return answer;
}

export function checkFailure({
  property,
  reason,
}: {
  readonly property: string;
  readonly reason: string;
}): CheckFailure {
  const failure = new CheckFailure();
  failure.setProperty(property);
  failure.setReason(reason);
  return failure;
}
