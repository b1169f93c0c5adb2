import { asCoded } from "../../domain/errors";
import { NAMESPACE } from "../../domain/namespace";
import type { Definition } from "../../resources/table";
import { adapterOf, InitializationFailed, type Subject } from "../adapter";
import type { GivenSettings, Operation } from "../operation";
import { metadataIn } from "../state/properties";
import type { PropertyMap } from "../state/wire";
import type { DynamicProvider, HostConfig, InitFailure } from "./hostTypes";

/**
 * A lifecycle as the SDK's dynamic-provider host calls it. The host keeps to itself most of what the
 * engine says: urn, old inputs, ignored changes, timeouts, and whether it is a preview. It calls
 * nothing in a preview of a create or an update, and reads nothing without a state.
 */
export function dynamicProvider<Inputs extends object, State extends Inputs>(
  definition: Definition<Inputs, State>,
  operation: Operation,
): DynamicProvider {
  // The engine writes the whole state after each step: what is the same for all would be 7 % of it.
  const adapter = adapterOf(definition, operation, Object.keys(definition.constants ?? {}));
  return {
    // Only stores: the host forgets a failed configure, and does not wait for a slow one.
    configure: async ({ config }) => operation.configure(stackSettings(config)),

    async check(olds, news) {
      const { urn } = subjectIn(news);
      const { inputs, failures } = await adapter.check(urn, olds, news);
      return { inputs: withSelf(inputs, urn), failures };
    },

    diff: (id, olds, news) =>
      failing(async () => {
        const urn = subjectIn(news).urn ?? subjectIn(olds).urn;
        const { kind, replaces } = await adapter.diff(urn, id, olds, news);
        if (kind === "same") return { changes: false };
        // Without `changes` the engine compares the inputs itself, and so can show each of them.
        // It must be told where only the outputs call for a change.
        return { ...(kind === "drifted" ? { changes: true } : {}), replaces: [...replaces] };
      }),

    create: (news) =>
      failing(async () => {
        const { id, properties } = await adapter.create(subjectIn(news), news);
        return { id, outs: properties };
      }),

    read: (id, props) =>
      failing(async () => {
        const subject = subjectIn(props);
        const found = await adapter.read(subject, id, props);
        if (found === undefined) return { id: "", props: {} };
        const { properties, inputs, hasKeptInputs } = found;
        // The engine keeps the inputs that it has recorded, and has neither to read nor to write them.
        if (hasKeptInputs) return { id, props: properties };
        return { id, props: properties, inputs: withSelf(inputs, subject.urn) };
      }),

    update: (id, olds, news) =>
      failing(async () => {
        const { properties } = await adapter.update(subjectIn(news), id, olds, news);
        return { outs: properties };
      }),

    delete: (id, props) => failing(() => adapter.delete(subjectIn(props), id, props)),
  };
}

/** The resource's urn and what loads this code travel with its properties: its class puts them there. */
function subjectIn(map: PropertyMap): Subject {
  const { self, __provider } = metadataIn(map);
  return { urn: self, metadata: { self, __provider } };
}

const withSelf = (inputs: PropertyMap, self: string | undefined): PropertyMap =>
  self === undefined ? inputs : { ...inputs, self };

/** Anything thrown leaves as an Error: a thrown string hangs the CLI. */
async function failing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw hostError(error);
  }
}

/** A failure as the host passes it on: always an Error, its text ours. */
export function hostError(error: unknown): Error {
  if (!(error instanceof InitializationFailed)) return quiet(new Error(asCoded(error).message));
  const failed = new Error(error.message) as InitFailure;
  failed.id = error.id;
  // With `__provider`: without it a later delete or refresh could not load any code.
  failed.properties = error.properties;
  failed.reasons = [error.message];
  return quiet(failed);
}

/** The host prints the stack of what check, diff, read and delete throw: people need the text alone. */
function quiet<E extends Error>(error: E): E {
  error.stack = "";
  return error;
}

/** Our part of the stack's configuration, which the host hands over whole. */
function stackSettings(config: HostConfig): GivenSettings {
  const prefix = `${NAMESPACE}:`;
  const names = Object.keys(config.rawConfig ?? {})
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  return { get: (key) => config.get(`${prefix}${key}`), names };
}
