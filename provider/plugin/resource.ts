import { bagsOf, type Marks } from "../engine/bags";
import type { Session } from "../engine/session";
import { dynamicUrn, loader } from "../engine/token";
import { asCoded } from "../errors/unexpected";
import type { Online } from "../resources/lifecycle";
import type { Definition, ResourceName } from "../resources/table";
import { isProperties, type Properties, UNKNOWN } from "../resources/unknown";
import { detailedDiff, type PropertyDifference } from "./detailedDiff";
import { failure } from "./failure";
import { ignoredWhole, ignoring } from "./ignoreChanges";
import type { Bag } from "./structs";

/** Which resource is meant, and how long the call may take; seconds, 0: as long as it takes. */
interface Call {
  readonly urn: string;
  readonly timeout: number;
}

/** The answer to a diff; without differences nothing changes. */
export interface Difference {
  readonly replaces: readonly string[];
  readonly isDeletedFirst: boolean;
  readonly differences: ReadonlyMap<string, PropertyDifference>;
}

/** One kind of resource, as the engine's own protocol calls it, in plain bags. */
export type Resource = ReturnType<typeof resource>;

/**
 * A lifecycle as the engine calls a provider plugin. Translates and guards, decides nothing: what a
 * call means for a resource stands in its lifecycle.
 */
export function resource<Inputs extends object, State extends Inputs>(
  kind: ResourceName,
  definition: Definition<Inputs, State>,
  session: Session,
) {
  const { lifecycle, inputs: inputsSchema, state: stateSchema, namedBy } = definition;
  const bags = bagsOf(definition);
  const inputNames = Object.keys(inputsSchema.shape);
  const outputNames = Object.keys(stateSchema.shape).filter((name) => !inputNames.includes(name));
  const unknownOutputs = Object.fromEntries(outputNames.map((name) => [name, UNKNOWN]));

  /** What the dynamic door needs of the state, so that a stack can move there and back. */
  const marksOf = (urn: string, inputs: Properties): Marks => ({
    self: dynamicUrn(urn),
    __provider: loader(kind),
    declared: Object.keys(inputs),
  });
  /** A program may leave it out, in any language; a class that knows its name need not. */
  const named = (urn: string, given: Properties): Properties =>
    namedBy !== undefined && given[namedBy] === undefined
      ? { ...given, [namedBy]: urn.split("::").slice(3).join("::") }
      : given;

  const online = async <T>(
    { urn, timeout }: Call,
    inputs: Properties,
    work: (online: Online) => Promise<T>,
  ): Promise<T> => {
    try {
      return await session.online(urn, work, timeout * 1_000);
    } catch (error) {
      throw failure(error, (state) => ({
        properties: bags.writeState(state, marksOf(urn, inputs)),
        inputs: bags.write(inputs),
      }));
    }
  };

  const foresee = async (urn: string, inputs: Properties, state: State | undefined) => {
    const { id, state: foreseen } = await session.foreseeing(urn, (offline) =>
      lifecycle.foresee(inputs as never, state, offline),
    );
    const known = { ...inputs, ...unknownOutputs, ...foreseen };
    return { id, properties: bags.writeState(known, marksOf(urn, inputs)) };
  };

  return {
    async check({ urn, olds, news }: { urn: string; olds: Bag; news: Bag }) {
      const given = named(urn, bags.read(news).properties);
      const before = Object.keys(olds).length > 0 ? bags.read(olds).properties : undefined;
      try {
        const { inputs, failures } = await session.checking(urn, before, (offline) =>
          lifecycle.check(before, given, offline),
        );
        return {
          inputs: bags.write(inputs),
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
      const { properties: before } = bags.read(call.oldInputs);
      const { properties: news } = bags.read(call.news);
      try {
        return await session.diffing(urn, (offline) => {
          const state = bags.state(recorded, urn);
          const inputs = ignoring(news, state as Properties, ignoreChanges);
          const difference = lifecycle.diff(id, state, inputs as never, offline);
          if (difference.kind === "same") return "same";
          const ignored = ignoredWhole(ignoreChanges);
          const replaces = difference.replaces.filter((name) => !ignored.includes(name));
          if (difference.kind === "drifted" && replaces.length === 0) return "same";
          const isDeletedFirst = definition.isDeletedFirst?.(offline.configuration) ?? false;
          return {
            replaces,
            isDeletedFirst: isDeletedFirst && replaces.length > 0,
            differences: detailedDiff(before, inputs, replaces),
          };
        });
      } catch (error) {
        throw failure(error);
      }
    },

    async create(call: Call & { news: Bag; preview: boolean }) {
      const { properties: news } = bags.read(call.news);
      if (call.preview) return foresee(call.urn, news, undefined);
      return online(call, news, async (services) => {
        const { id, state } = await lifecycle.create(inputsSchema.parse(news), services);
        return { id, properties: bags.writeState(state, marksOf(call.urn, news)) };
      });
    },

    /** Without a recorded state (an import, a lookup) the account is asked for the id alone. */
    async read(call: Call & { id: string; properties: Bag; inputs: Bag | undefined }) {
      const { id, urn } = call;
      const { properties, marks } = bags.read(call.properties);
      const inputs = call.inputs && bags.read(call.inputs).properties;
      const isRecorded = marks.declared !== undefined || stateSchema.safeParse(properties).success;
      return online(call, inputs ?? {}, async (services) => {
        if (!isRecorded) {
          const found = await lifecycle.find(id, named(urn, properties), services);
          if (found === undefined) return undefined;
          const written = defined(found.inputs);
          const state = bags.writeState(found.state, marksOf(urn, written));
          return { properties: state, inputs: bags.write(written) };
        }
        const state = await lifecycle.read(id, bags.state(properties, urn), services);
        if (state === undefined) return undefined;
        const declared = inputs ? Object.keys(inputs) : marks.declared;
        const now = bags.inputsIn(state, declared ? { declared } : {});
        return {
          properties: bags.writeState(state, marksOf(urn, now)),
          inputs: bags.write(now),
        };
      });
    },

    async update(call: Call & { id: string; olds: Bag; news: Bag; preview: boolean }) {
      const { properties: olds } = bags.read(call.olds);
      const { properties: news } = bags.read(call.news);
      if (call.preview) return foresee(call.urn, news, bags.state(olds, call.urn));
      return online(call, news, async (services) => {
        const inputs = inputsSchema.parse(news);
        const state = await lifecycle.update(call.id, bags.state(olds, call.urn), inputs, services);
        return { properties: bags.writeState(state, marksOf(call.urn, news)) };
      });
    },

    async delete(call: Call & { id: string; properties: Bag }): Promise<void> {
      const { properties } = bags.read(call.properties);
      await online(call, {}, (services) =>
        lifecycle.delete(call.id, bags.state(properties, call.urn), services),
      );
    },
  };
}

const defined = (inputs: object): Properties =>
  isProperties(inputs)
    ? Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined))
    : {};
