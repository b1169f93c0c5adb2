import type { z } from "zod";
import { isProperties, type Properties } from "../../domain/unknown";
import type { Definition } from "../../resources/table";
import { stateUnreadable } from "../errors";
import type { PrivateKeys } from "./privateKeys";
import { fromWire, type PropertyMap, toWire } from "./wire";

/** What stands beside a resource's own properties, in the state that both providers write and read. */
export interface Metadata {
  /** The resource's urn through the dynamic provider, whose host passes none on. */
  readonly self?: string;
  /** What loads the code of the dynamic provider. */
  readonly __provider?: string;
  /** Which inputs the program gave, so that a refresh returns these and no others. */
  readonly declared?: readonly string[];
  /** A failure left it half-done: the engine has recorded inputs that the service does not have. */
  readonly unsettled?: true;
}

/** Reads and writes the properties of one kind of resource. */
export interface PropertyCodec<State> {
  /** Outputs as recorded, without metadata. The key that they were recorded with is remembered. */
  read(map: Readonly<PropertyMap>): { properties: Properties; metadata: Metadata };
  /** Inputs, without metadata, with the private key that a fingerprint stands for if it was seen. */
  readInputs(map: Readonly<PropertyMap>): Properties;
  /** The recorded state, or CS9002. */
  state(properties: Properties, resource: string | undefined): State;
  /** Inputs as they are recorded: of the private key to sign with, the fingerprint alone. */
  writeInputs(properties: unknown): PropertyMap;
  /** An output that is absent is written as null: one left out would be unknown in every preview. */
  writeState(state: object, metadata: Metadata): PropertyMap;
  /** What of a state a refresh returns as inputs: those that were declared, as they are now. */
  inputsIn(state: object, declared: readonly string[] | undefined): Properties;
}

/**
 * @param privateKeys those that this process has seen
 * @param unrecorded outputs not to write; {@link Definition.constants} are read all the same
 */
export function codecOf<Inputs extends object, State extends Inputs>(
  {
    inputs: inputsSchema,
    state: stateSchema,
    maybeAbsent,
    constants,
    secrets,
  }: Definition<Inputs, State>,
  privateKeys: PrivateKeys,
  unrecorded: readonly string[] = [],
): PropertyCodec<State> {
  const none = Object.fromEntries(unrecorded.map((name) => [name, undefined]));
  const names = Object.keys(inputsSchema.shape);
  const orNull = (state: Properties) =>
    Object.fromEntries(maybeAbsent.map((name) => [name, state[name] ?? null]));
  return {
    read(map) {
      const { properties, metadata } = splitMetadata(map);
      privateKeys.remember(properties);
      return { properties, metadata };
    },
    readInputs: (map) => privateKeys.reveal(splitMetadata(map).properties),
    writeInputs: (inputs) =>
      toWire(isProperties(inputs) ? privateKeys.conceal(inputs) : {}, secrets),
    writeState: (state, { declared, ...metadata }) => {
      // One value: engine and SDK handle each by itself, in every state that they write or read.
      const joined = declared && { declared: declared.join(SEPARATOR) };
      const whole = { ...state, ...orNull(state as Properties), ...none, ...metadata, ...joined };
      return toWire(whole, secrets);
    },
    state(properties, resource) {
      const parsed = stateSchema.safeParse({ ...constants, ...properties });
      if (parsed.success) return parsed.data;
      throw stateUnreadable(resource, missingIn(parsed.error));
    },
    inputsIn(state, declared = names) {
      const given = declared.filter((name) => names.includes(name) && name in state);
      return Object.fromEntries(given.map((name) => [name, (state as Properties)[name]]));
    },
  };
}

const SEPARATOR = " ";

const missingIn = ({ issues }: z.ZodError) => issues.map(({ path }) => path.join("."));

function splitMetadata(map: Readonly<PropertyMap>) {
  const { self, __provider, declared, unsettled, ...properties } = map;
  return { properties: fromWire(properties) as Properties, metadata: metadataIn(map) };
}

/** The metadata among these properties. */
export function metadataIn(map: Readonly<PropertyMap>): Metadata {
  const of = (name: keyof Metadata) => fromWire(map[name]);
  const [self, __provider, declared] = [of("self"), of("__provider"), of("declared")];
  return {
    ...(typeof self === "string" ? { self } : {}),
    ...(typeof __provider === "string" ? { __provider } : {}),
    ...(typeof declared === "string" ? { declared: declared.split(SEPARATOR) } : {}),
    ...(of("unsettled") === true ? { unsettled: true } : {}),
  };
}
