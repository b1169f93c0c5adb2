import { asCoded } from "../domain/errors";
import { type Properties, same, UNKNOWN } from "../domain/unknown";
import { type Online, PartialFailure } from "../resources/lifecycle";
import type { Definition } from "../resources/table";
import type { Operation } from "./operation";
import { codecOf, type Metadata } from "./state/properties";
import type { PropertyMap } from "./state/wire";

/** The resource that a call is about. */
export interface Subject {
  /** Undefined where the host did not pass it on. */
  readonly urn: string | undefined;
  /** What the dynamic provider needs beside the properties. Both providers write it. */
  readonly metadata: Pick<Metadata, "self" | "__provider">;
  /** How long a call may take. 0 or undefined: as long as it takes. */
  readonly timeoutMs?: number;
}

/** An input that was refused, as the engine shows it. */
export interface Refusal {
  readonly property: string;
  readonly reason: string;
}

/**
 * A resource that is recorded although its call failed: something was made before. The next run
 * finishes it with an update.
 */
export class InitializationFailed extends Error {
  override readonly name = "InitializationFailed";

  constructor(
    readonly id: string,
    readonly properties: PropertyMap,
    readonly inputs: PropertyMap,
    cause: PartialFailure,
  ) {
    super(cause.message, { cause });
  }
}

/**
 * A lifecycle as an engine calls it, in property maps. It translates and guards, and decides nothing:
 * what a call means for a resource stands in its lifecycle, and what one of the two providers has of
 * its own stands there (`dynamic/provider.ts`, `grpc/resourceCalls.ts`).
 *
 * What it throws is ours ({@link asCoded}), or {@link InitializationFailed}.
 *
 * @param operation settings and services of this process; rejects each time when they are wrong
 * @param unrecorded outputs that the state does without
 */
export function adapterOf<Inputs extends object, State extends Inputs>(
  definition: Definition<Inputs, State>,
  operation: Operation,
  unrecorded: readonly string[] = [],
) {
  const { lifecycle, inputs: inputsSchema, state: stateSchema, isDeletedFirst } = definition;
  const codec = codecOf(definition, operation.privateKeys, unrecorded);
  const unknownOutputs = Object.fromEntries(
    Object.keys(stateSchema.shape)
      .filter((name) => !Object.hasOwn(inputsSchema.shape, name))
      .map((name) => [name, UNKNOWN]),
  );

  const write = ({ metadata }: Subject, state: object, inputs: Properties, more: Metadata = {}) =>
    codec.writeState(state, { ...metadata, declared: Object.keys(inputs), ...more });

  /** @param inputs those to record when the work fails with something made */
  async function online<T>(
    subject: Subject,
    inputs: Properties,
    work: (online: Online) => Promise<T>,
  ): Promise<T> {
    try {
      return await operation.online(subject.urn, work, subject.timeoutMs);
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      const properties = write(subject, error.state, inputs, { unsettled: true });
      throw new InitializationFailed(error.id, properties, codec.writeInputs(inputs), error);
    }
  }

  return {
    readInputs: codec.readInputs,

    /** Whether these are the outputs of a resource, not merely what somebody looks it up with. */
    isState(map: PropertyMap): boolean {
      const { properties, metadata } = codec.read(map);
      // Declared by a program, it is a state even where it can't be read: that is an error.
      return metadata.declared !== undefined || stateSchema.safeParse(properties).success;
    },

    async check(
      urn: string | undefined,
      olds: PropertyMap,
      news: PropertyMap,
    ): Promise<{ inputs: PropertyMap; failures: Refusal[] }> {
      const given = codec.readInputs(news);
      const before = Object.keys(olds).length > 0 ? codec.readInputs(olds) : undefined;
      try {
        const { inputs, failures } = await operation.checking(urn, before, (offline) =>
          lifecycle.check(before, given, offline),
        );
        return { inputs: codec.writeInputs(inputs), failures: failures.map(refusal) };
      } catch (error) {
        return { inputs: news, failures: [refusal(asCoded(error))] };
      }
    },

    async diff(urn: string | undefined, id: string, olds: PropertyMap, news: PropertyMap) {
      const { properties } = codec.read(olds);
      const inputs = codec.readInputs(news);
      return operation.diffing(urn, (offline) => {
        const state = codec.state(properties, urn);
        // Checked inputs: the engine hands back what check has made of them.
        const difference = lifecycle.diff(id, state, inputs as never, offline);
        return {
          kind: difference.kind,
          replaces: difference.kind === "same" ? [] : difference.replaces,
          /** Of a replacement: the account takes no second one beside the old. */
          isDeletedFirst: isDeletedFirst?.(offline.configuration) ?? false,
        };
      });
    },

    /** What a create (without a recorded resource) or an update will come to. */
    async preview(subject: Subject, news: PropertyMap, olds?: PropertyMap) {
      const recorded = olds && codec.read(olds).properties;
      const inputs = codec.readInputs(news);
      const { id, state } = await operation.previewing(subject.urn, (offline) =>
        lifecycle.preview(
          inputs as never, // checked, as above
          recorded && codec.state(recorded, subject.urn),
          offline,
        ),
      );
      const known = { ...inputs, ...unknownOutputs, ...state };
      return { id, properties: write(subject, known, inputs) };
    },

    async create(subject: Subject, news: PropertyMap) {
      const inputs = codec.readInputs(news);
      return online(subject, inputs, async (services) => {
        const { id, state } = await lifecycle.create(inputsSchema.parse(inputs), services);
        return { id: String(id), properties: write(subject, state, inputs) };
      });
    },

    /** @param given names of the inputs that the program gave, where others know them than the state */
    async read(subject: Subject, id: string, map: PropertyMap, given?: readonly string[]) {
      const { properties, metadata } = codec.read(map);
      const declared = given ?? metadata.declared;
      return online(subject, codec.inputsIn(properties, declared), async (services) => {
        const before = codec.state(properties, subject.urn);
        const state = await lifecycle.read(id, before, services);
        if (state === undefined) return undefined;
        const inputs = codec.inputsIn(state, declared);
        return {
          properties: codec.writeState(state, { ...subject.metadata, declared }),
          inputs: codec.writeInputs(inputs),
          /** The inputs that the engine has recorded are still true. */
          hasKeptInputs: !metadata.unsettled && same(inputs, codec.inputsIn(before, declared)),
        };
      });
    },

    /** Takes over what the account has under this id; undefined when it has no such thing. */
    async import(subject: Subject, id: string, given: PropertyMap) {
      const { properties } = codec.read(given);
      return online(subject, {}, async (services) => {
        const found = await lifecycle.import(id, properties, services);
        if (found === undefined) return undefined;
        const inputs = defined(found.inputs);
        return {
          properties: write(subject, found.state, inputs),
          inputs: codec.writeInputs(inputs),
        };
      });
    },

    async update(subject: Subject, id: string, olds: PropertyMap, news: PropertyMap) {
      const { properties } = codec.read(olds);
      const inputs = codec.readInputs(news);
      return online(subject, inputs, async (services) => {
        const before = codec.state(properties, subject.urn);
        const state = await lifecycle.update(id, before, inputsSchema.parse(inputs), services);
        return { properties: write(subject, state, inputs) };
      });
    },

    async delete(subject: Subject, id: string, map: PropertyMap): Promise<void> {
      const { properties, metadata } = codec.read(map);
      await online(subject, codec.inputsIn(properties, metadata.declared), (services) =>
        lifecycle.delete(id, codec.state(properties, subject.urn), services),
      );
    },
  };
}

/** The path stands in the reason: with a property the CLI would print its value. */
const refusal = ({ message }: { readonly message: string }): Refusal => ({
  property: "",
  reason: message,
});

/** Without what is undefined: absent and undefined are the same to the engine. */
const defined = (properties: object): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
