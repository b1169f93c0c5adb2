import { asCoded } from "../domain/errors";
import type { Properties } from "../domain/unknown";
import { UNKNOWN } from "../domain/unknown";
import type { ResourceName } from "../domain/urn";
import { dynamicUrn, loader } from "../domain/urn";
import type { Online } from "../resources/lifecycle";
import type { Definition } from "../resources/table";
import { detailedDiff, type PropertyDifference } from "./detailedDiff";
import { failure } from "./grpc/failure";
import type { Bag } from "./grpc/structs";

import type { Operation } from "./operation";
import { ignoredWhole, ignoring } from "./propertyPath";
import type { PrivateKeys } from "./state/privateKeys";
import { bagsOf, defined, type Marks } from "./state/properties";

/** The answer to a diff. */
export interface Difference {
  readonly replaces: readonly string[];
  readonly isDeletedFirst: boolean;
  readonly differences: ReadonlyMap<string, PropertyDifference>;
}

/** The calls that plan, in previews and before every change: offline, and pure. */
export function planning<Inputs extends object, State extends Inputs>(
  { lifecycle, bags, named, marksOf, unknownOutputs, isDeletedFirst }: Kind<Inputs, State>,
  operation: Operation,
) {
  return {
    async check({ urn, olds, news }: { urn: string; olds: Bag; news: Bag }) {
      const given = named(urn, bags.readInputs(news).properties);
      const before = Object.keys(olds).length > 0 ? bags.readInputs(olds).properties : undefined;
      try {
        const { inputs, failures } = await operation.checking(urn, before, (offline) =>
          lifecycle.check(before, given, offline),
        );
        return {
          inputs: bags.writeInputs(inputs),
          // The path stands in the reason: with a property the CLI would print its value.
          failures: failures.map(({ message }) => ({ property: "", reason: message })),
        };
      } catch (error) {
        return { inputs: news, failures: [{ property: "", reason: asCoded(error).message }] };
      }
    },

    async diff(call: {
      id: string;
      urn: string;
      olds: Bag;
      oldInputs: Bag;
      news: Bag;
      ignoreChanges: readonly string[];
    }): Promise<Difference | "same"> {
      const { id, urn, ignoreChanges } = call;
      const { properties: recorded } = bags.read(call.olds);
      const { properties: before } = bags.readInputs(call.oldInputs);
      const { properties: news } = bags.readInputs(call.news);
      try {
        return await operation.diffing(urn, (offline) => {
          const state = bags.state(recorded, urn);
          const inputs = ignoring(news, state as Properties, ignoreChanges);
          const difference = lifecycle.diff(id, state, inputs as never, offline);
          if (difference.kind === "same") return "same";
          const ignored = ignoredWhole(ignoreChanges);
          const replaces = difference.replaces.filter((name) => !ignored.includes(name));
          if (difference.kind === "drifted" && replaces.length === 0) return "same";
          return {
            replaces,
            isDeletedFirst:
              replaces.length > 0 && (isDeletedFirst?.(offline.configuration) ?? false),
            differences: detailedDiff(before, inputs, replaces),
          };
        });
      } catch (error) {
        throw failure(error);
      }
    },

    /** What a create (without a state) or an update will come to. */
    async preview(urn: string, news: Bag, olds: Bag | undefined) {
      const recorded = olds && bags.read(olds).properties;
      const { properties: inputs } = bags.readInputs(news);
      const { id, state: previewed } = await operation.previewing(urn, (offline) => {
        const state = recorded && bags.state(recorded, urn);
        return lifecycle.preview(inputs as never, state, offline);
      });
      const known = { ...inputs, ...unknownOutputs, ...previewed };
      return { id, properties: bags.writeState(known, marksOf(urn, inputs)) };
    },
  };
}

/** Which resource is meant, and how long the call may take; seconds, 0: as long as it takes. */
interface Call {
  readonly urn: string;
  readonly timeout: number;
}

/** The calls that reach the service. */
export function doing<Inputs extends object, State extends Inputs>(
  {
    lifecycle,
    inputs: inputsSchema,
    state: stateSchema,
    bags,
    named,
    marksOf,
  }: Kind<Inputs, State>,
  operation: Operation,
) {
  const online = async <T>(
    { urn, timeout }: Call,
    inputs: Properties,
    work: (online: Online) => Promise<T>,
  ): Promise<T> => {
    try {
      return await operation.online(urn, work, timeout * 1_000);
    } catch (error) {
      throw failure(error, (state) => written(urn, state, inputs, { unsettled: true }));
    }
  };

  return {
    async create(call: Call & { news: Bag }) {
      const { properties: news } = bags.readInputs(call.news);
      return online(call, news, async (services) => {
        const { id, state } = await lifecycle.create(inputsSchema.parse(news), services);
        return { id, properties: bags.writeState(state, marksOf(call.urn, news)) };
      });
    },

    /** Without a recorded state (an import, a lookup) the account is asked for the id alone. */
    async read(call: Call & { id: string; properties: Bag; inputs: Bag | undefined }) {
      const { id, urn } = call;
      const { properties, marks } = bags.read(call.properties);
      const inputs = call.inputs && bags.readInputs(call.inputs).properties;
      const isRecorded = marks.declared !== undefined || stateSchema.safeParse(properties).success;
      return online(call, inputs ?? {}, async (services) => {
        if (!isRecorded) {
          const found = await lifecycle.import(id, named(urn, properties), services);
          return found && written(urn, found.state, defined(found.inputs));
        }
        const state = await lifecycle.read(id, bags.state(properties, urn), services);
        const declared = inputs ? Object.keys(inputs) : marks.declared;
        return state && written(urn, state, bags.inputsIn(state, declared ? { declared } : {}));
      });
    },

    async update(call: Call & { id: string; olds: Bag; news: Bag }) {
      const { properties: olds } = bags.read(call.olds);
      const { properties: news } = bags.readInputs(call.news);
      return online(call, news, async (services) => {
        const state = bags.state(olds, call.urn);
        const updated = await lifecycle.update(call.id, state, inputsSchema.parse(news), services);
        return { properties: bags.writeState(updated, marksOf(call.urn, news)) };
      });
    },

    async delete(call: Call & { id: string; properties: Bag }): Promise<void> {
      const { properties } = bags.read(call.properties);
      await online(call, {}, (services) =>
        lifecycle.delete(call.id, bags.state(properties, call.urn), services),
      );
    },
  };

  function written(urn: string, state: object, inputs: Properties, more: Marks = {}) {
    return {
      properties: bags.writeState(state, { ...marksOf(urn, inputs), ...more }),
      inputs: bags.writeInputs(inputs),
    };
  }
}

/** One kind of resource, ready for the calls of a plugin. */
export type Kind<Inputs extends object, State extends Inputs> = ReturnType<
  typeof kindOf<Inputs, State>
>;

export function kindOf<Inputs extends object, State extends Inputs>(
  name: ResourceName,
  definition: Definition<Inputs, State>,
  privateKeys: PrivateKeys,
) {
  const { inputs, state, namedBy } = definition;
  const inputNames = Object.keys(inputs.shape);
  const outputNames = Object.keys(state.shape).filter((output) => !inputNames.includes(output));
  return {
    ...definition,
    bags: bagsOf(definition, privateKeys),
    /** What nobody knows before the resource is made. */
    unknownOutputs: Object.fromEntries(outputNames.map((output) => [output, UNKNOWN])),
    /** What the dynamic provider needs of the state, so that a stack can move there and back. */
    marksOf: (urn: string, declared: Properties): Marks => ({
      self: dynamicUrn(urn),
      __provider: loader(name),
      declared: Object.keys(declared),
    }),
    /** A program may leave its name out, in any language: then it is the resource's own. */
    named: (urn: string, given: Properties): Properties =>
      namedBy !== undefined && given[namedBy] === undefined
        ? { ...given, [namedBy]: urn.split("::").slice(3).join("::") }
        : given,
  };
}

/** One kind of resource, as the engine's own protocol calls it, in plain bags. */
export type Resource = ReturnType<typeof resource>;

/**
 * A lifecycle as the engine calls a provider plugin. Translates and guards, decides nothing: what a
 * call means for a resource stands in its lifecycle.
 */
export function resource<Inputs extends object, State extends Inputs>(
  name: ResourceName,
  definition: Definition<Inputs, State>,
  operation: Operation,
) {
  const kind = kindOf(name, definition, operation.privateKeys);
  return { ...planning(kind, operation), ...doing(kind, operation) };
}
