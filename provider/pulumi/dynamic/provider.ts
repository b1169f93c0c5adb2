import { asCoded } from "../../domain/errors";
import { same } from "../../domain/unknown";
import type { Offline, Online } from "../../resources/lifecycle";
import type { Definition } from "../../resources/table";
import type { Operation } from "../operation";
import { bagsOf, type Marks } from "../state/properties";
import { failure } from "./failure";
import type { DynamicProvider } from "./hostTypes";
import { stackSettings } from "./settings";

/**
 * A lifecycle as the SDK's dynamic-provider host calls it. Translates and guards, decides nothing:
 * what a call means for a resource stands in its lifecycle.
 *
 * @param operation settings and services of this process; rejects each time when they are wrong
 */
export function adapt<Inputs extends object, State extends Inputs>(
  definition: Definition<Inputs, State>,
  operation: Operation,
): DynamicProvider {
  const { lifecycle, inputs: inputsSchema } = definition;
  // The engine writes the whole state after each step: what is the same for all would be 7 % of it.
  const bags = bagsOf(definition, operation.privateKeys, Object.keys(definition.constants ?? {}));

  /** Anything thrown leaves as an Error: a thrown string hangs the CLI. */
  async function online<T>(marks: Marks, work: (online: Online) => Promise<T>): Promise<T> {
    try {
      return await operation.online(marks.self, work);
    } catch (error) {
      throw failure(error, (state) => bags.writeState(state, { ...marks, unsettled: true }));
    }
  }

  return {
    // Only stores: the host forgets a failed configure, and does not wait for a slow one.
    configure: async ({ config }) => operation.configure(stackSettings(config)),

    async check(oldBag, newBag) {
      const { properties: news, marks } = bags.readInputs(newBag);
      const olds = Object.keys(oldBag).length > 0 ? bags.readInputs(oldBag).properties : undefined;
      try {
        const { inputs, failures } = await operation.checking(
          marks.self,
          olds,
          (offline: Offline) => lifecycle.check(olds, news, offline),
        );
        return {
          inputs: bags.writeInputs(inputs, selfOf(marks)),
          // The path stands in the reason: with a property the CLI would print its value.
          failures: failures.map(({ message }) => ({ property: "", reason: message })),
        };
      } catch (error) {
        return { inputs: newBag, failures: [{ property: "", reason: asCoded(error).message }] };
      }
    },

    async diff(id, oldBag, newBag) {
      const { properties: olds, marks } = bags.read(oldBag);
      const { properties: news, marks: now } = bags.readInputs(newBag);
      try {
        const difference = await operation.diffing(now.self ?? marks.self, (offline) =>
          lifecycle.diff(id, bags.state(olds, marks.self), news as never, offline),
        );
        if (difference.kind === "same") return { changes: false };
        const replaces = [...difference.replaces];
        // Without `changes` the engine compares the inputs itself, and so can show each of them.
        // It must be told where only the outputs call for a change.
        return difference.kind === "drifted" ? { changes: true, replaces } : { replaces };
      } catch (error) {
        throw failure(error, (state) => bags.writeState(state, marks));
      }
    },

    async create(bag) {
      const { properties, marks } = bags.readInputs(bag);
      const kept = { ...marks, declared: Object.keys(properties) };
      return online(kept, async (services) => {
        const { id, state } = await lifecycle.create(inputsSchema.parse(properties), services);
        return { id: String(id), outs: bags.writeState(state, kept) };
      });
    },

    async read(id, bag) {
      const { properties, marks: found } = bags.read(bag);
      const { unsettled, ...marks } = found;
      return online(found, async (services) => {
        const before = bags.state(properties, marks.self);
        const state = await lifecycle.read(id, before, services);
        if (state === undefined) return { id: "", props: {} };
        const props = bags.writeState(state, marks);
        const inputs = bags.inputsIn(state, marks);
        // The engine keeps the inputs that it has recorded, and has neither to read nor to write them.
        if (!unsettled && same(inputs, bags.inputsIn(before, marks))) return { id, props };
        return { id, props, inputs: bags.writeInputs(inputs, selfOf(marks)) };
      });
    },

    async update(id, oldBag, newBag) {
      const { properties: olds, marks } = bags.read(oldBag);
      const { properties: news, marks: now } = bags.readInputs(newBag);
      const kept = { ...now, declared: Object.keys(news) };
      return online(kept, async (services) => {
        const inputs = inputsSchema.parse(news);
        const state = await lifecycle.update(id, bags.state(olds, marks.self), inputs, services);
        return { outs: bags.writeState(state, kept) };
      });
    },

    async delete(id, bag) {
      const { properties, marks } = bags.read(bag);
      await online(marks, (services) =>
        lifecycle.delete(id, bags.state(properties, marks.self), services),
      );
    },
  };
}

const selfOf = ({ self }: Marks): Marks => (self === undefined ? {} : { self });
