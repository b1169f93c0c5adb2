import type { Session } from "../engine/session";
import { fromWire, toWire } from "../engine/wire";
import { stateUnreadable } from "../errors/state";
import { asCoded } from "../errors/unexpected";
import type { Offline, Online } from "../resources/lifecycle";
import type { Definition } from "../resources/table";
import { isProperties, type Properties } from "../resources/unknown";
import { failure } from "./failure";
import type { DynamicProvider } from "./hostTypes";
import { stackSettings } from "./stackSettings";

/** What this adapter keeps beside a resource's own properties. */
interface Own {
  /** The resource's urn: the host passes none on. */
  readonly self?: string;
  readonly __provider?: string;
  /** Which inputs the program gave, so that a refresh returns these and no others. */
  readonly declared?: readonly string[];
}

/**
 * A lifecycle as the SDK's dynamic-provider host calls it. Translates and guards, decides nothing:
 * what a call means for a resource stands in its lifecycle.
 *
 * @param session settings and services of this process; rejects each time when they are wrong
 */
export function adapt<Inputs extends object, State extends Inputs>(
  {
    lifecycle,
    inputs: inputsSchema,
    state: stateSchema,
    maybeAbsent,
    secrets,
  }: Definition<Inputs, State>,
  session: Session,
): DynamicProvider {
  const names = Object.keys(inputsSchema.shape);
  const write = (properties: object, own: Own) => toWire({ ...properties, ...own }, secrets);
  /** An output that is absent is written as null: one left out would be unknown in every preview. */
  const absent = Object.fromEntries(maybeAbsent.map((name) => [name, null]));
  const writeState = (state: object, own: Own) => write({ ...absent, ...defined(state) }, own);

  /** Anything thrown leaves as an Error: a thrown string hangs the CLI. */
  async function online<T>(own: Own, work: (online: Online) => Promise<T>): Promise<T> {
    try {
      return await session.online(own.self, work);
    } catch (error) {
      throw failure(error, (state) => writeState(state, own));
    }
  }

  const stateIn = (properties: Properties, own: Own): State => {
    const parsed = stateSchema.safeParse(properties);
    if (parsed.success) return parsed.data;
    throw stateUnreadable(
      own.self,
      parsed.error.issues.map(({ path }) => path.join(".")),
    );
  };

  return {
    // Only stores: the host forgets a failed configure, and does not wait for a slow one.
    configure: async ({ config }) => session.configure(stackSettings(config)),

    async check(oldBag, newBag) {
      const { properties: news, own } = read(newBag);
      const olds = Object.keys(oldBag).length > 0 ? read(oldBag).properties : undefined;
      try {
        const { inputs, failures } = await session.checking(own.self, olds, (offline: Offline) =>
          lifecycle.check(olds, news, offline),
        );
        const checked = isProperties(inputs) ? inputs : {};
        return {
          inputs: write(checked, { self: own.self }),
          // The path stands in the reason: with a property the CLI would print its value.
          failures: failures.map(({ message }) => ({ property: "", reason: message })),
        };
      } catch (error) {
        return { inputs: newBag, failures: [{ property: "", reason: asCoded(error).message }] };
      }
    },

    async diff(id, oldBag, newBag) {
      const { properties: olds, own } = read(oldBag);
      const { properties: news, own: now } = read(newBag);
      try {
        const difference = await session.diffing(now.self ?? own.self, (offline) =>
          lifecycle.diff(id, stateIn(olds, own), news as never, offline),
        );
        if (difference.kind === "same") return { changes: false };
        const replaces = [...difference.replaces];
        // Without `changes` the engine compares the inputs itself, and so can show each of them.
        // It must be told where only the outputs call for a change.
        return difference.kind === "drifted" ? { changes: true, replaces } : { replaces };
      } catch (error) {
        throw failure(error, (state) => writeState(state, own));
      }
    },

    async create(bag) {
      const { properties, own } = read(bag);
      const kept = { ...own, declared: Object.keys(properties) };
      return online(kept, async (services) => {
        const { id, state } = await lifecycle.create(inputsSchema.parse(properties), services);
        return { id: String(id), outs: writeState(state, kept) };
      });
    },

    async read(id, bag) {
      const { properties, own } = read(bag);
      return online(own, async (services) => {
        const state = await lifecycle.read(id, stateIn(properties, own), services);
        if (state === undefined) return { id: "", props: {} };
        const declared = new Set(own.declared ?? names);
        const inputs = Object.entries(state).filter(
          ([name]) => names.includes(name) && declared.has(name),
        );
        return {
          id,
          props: writeState(state, own),
          inputs: write(Object.fromEntries(inputs), { self: own.self }),
        };
      });
    },

    async update(id, oldBag, newBag) {
      const { properties: olds, own } = read(oldBag);
      const { properties: news, own: now } = read(newBag);
      const kept = { ...now, declared: Object.keys(news) };
      return online(kept, async (services) => {
        const inputs = inputsSchema.parse(news);
        const state = await lifecycle.update(id, stateIn(olds, own), inputs, services);
        return { outs: writeState(state, kept) };
      });
    },

    async delete(id, bag) {
      const { properties, own } = read(bag);
      await online(own, (services) => lifecycle.delete(id, stateIn(properties, own), services));
    },
  };
}

const defined = (state: object) =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));

/** A bag from the wire, our own marks apart from the resource's properties. */
function read(bag: Readonly<Record<string, unknown>>): { properties: Properties; own: Own } {
  const { self, __provider, declared, ...properties } = fromWire(bag) as Record<string, unknown>;
  const own: Own = {
    ...(typeof self === "string" ? { self } : {}),
    ...(typeof __provider === "string" ? { __provider } : {}),
    ...(Array.isArray(declared) ? { declared: declared.map(String) } : {}),
  };
  return { properties, own };
}
