import type { ResourceName } from "../../provider/domain/urn";
import type { DynamicProvider, InitFailure } from "../../provider/pulumi/dynamic/hostTypes";
import { failure } from "../../provider/pulumi/grpc/failure";
import { nativeResource } from "../../provider/pulumi/grpc/resourceCalls";
import type { Operation } from "../../provider/pulumi/operation";
import type { Definition } from "../../provider/resources/table";
import { failedOf } from "../wire/connection";
import type { PropertyMap } from "./properties";

/** The native provider behind the calls of the dynamic one, so that one engine drives both. */
export function throughNative<Inputs extends object, State extends Inputs>(
  kind: ResourceName,
  definition: Definition<Inputs, State>,
  operation: Operation,
): DynamicProvider {
  const calls = nativeResource(kind, definition, operation);
  const timeout = 0;
  return {
    configure: async () => {},
    check: (olds, news) =>
      failing(async () => {
        const { self, inputs: bare } = splitUrn(news);
        const checked = await calls.check({ urn: self, olds: splitUrn(olds).inputs, news: bare });
        return { ...checked, inputs: { ...checked.inputs, self } };
      }),
    diff: (id, olds, news) =>
      failing(async () => {
        const { self, inputs } = splitUrn(news);
        const call = { id, urn: self, olds, oldInputs: {}, news: inputs, ignoreChanges: [] };
        const difference = await calls.diff(call);
        if (difference === "same") return { changes: false };
        return { changes: true, replaces: [...difference.replaces] };
      }),
    create: (given) =>
      failing(async () => {
        const { self, inputs } = splitUrn(given);
        const { id, properties } = await calls.create({ urn: self, timeout, news: inputs });
        return { id, outs: properties };
      }),
    read: (id, props) =>
      failing(async () => {
        const { self } = splitUrn(props);
        const call = { id, urn: self, timeout, properties: props, inputs: undefined };
        const found = await calls.read(call);
        if (found === undefined) return { id: "", props: {} };
        return { id, props: found.properties, inputs: { ...found.inputs, self } };
      }),
    update: (id, olds, given) =>
      failing(async () => {
        const { self, inputs } = splitUrn(given);
        const call = { id, urn: self, timeout, olds, news: inputs };
        return { outs: (await calls.update(call)).properties };
      }),
    delete: (id, props) =>
      failing(() => calls.delete({ id, urn: splitUrn(props).self, timeout, properties: props })),
  };
}

/** The engine knows a resource's urn; through the dynamic provider it travels with the properties. */
function splitUrn({ self, __provider, ...inputs }: PropertyMap): {
  self: string;
  inputs: PropertyMap;
} {
  return { self: String(self), inputs };
}

/** A failure as this engine reads it: an Error, with what was made all the same. */
async function failing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { message, made } = failedOf(failure(error));
    const failed = new Error(message) as InitFailure;
    throw made ? Object.assign(failed, made) : failed;
  }
}
