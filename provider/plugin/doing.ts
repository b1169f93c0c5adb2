import { defined, type Marks } from "../engine/bags";
import type { Session } from "../engine/session";
import type { Online } from "../resources/lifecycle";
import type { Properties } from "../resources/unknown";
import { failure } from "./failure";
import type { Kind } from "./kind";
import type { Bag } from "./structs";

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
  session: Session,
) {
  const online = async <T>(
    { urn, timeout }: Call,
    inputs: Properties,
    work: (online: Online) => Promise<T>,
  ): Promise<T> => {
    try {
      return await session.online(urn, work, timeout * 1_000);
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
          const found = await lifecycle.find(id, named(urn, properties), services);
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
