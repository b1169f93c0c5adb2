import type { z } from "zod";
import { isProperties, type Properties } from "../../domain/unknown";
import type { Definition } from "../../resources/table";
import { stateUnreadable } from "../errors";
import type { PrivateKeys } from "./privateKeys";
import { fromWire, toWire } from "./wire";

/** What stands beside a resource's own properties, in the state that either provider writes and reads. */
export interface Marks {
  /** The resource's urn through the dynamic provider, whose host passes none on. */
  readonly self?: string;
  /** What loads the code of the dynamic provider. */
  readonly __provider?: string;
  /** Which inputs the program gave, so that a refresh returns these and no others. */
  readonly declared?: readonly string[];
  /** A failure left it half-done: the engine has recorded inputs that the service does not have. */
  readonly unsettled?: true;
}

type Bag = Record<string, unknown>;

/** The properties of one kind of resource, from the wire and back. */
export interface Bags<State> {
  /** Outputs from the wire, our marks apart. What key they were recorded with is remembered. */
  read(bag: Readonly<Bag>): { properties: Properties; marks: Marks };
  /** Inputs from the wire, with the private key that their fingerprint stands for if it was seen. */
  readInputs(bag: Readonly<Bag>): { properties: Properties; marks: Marks };
  /** The recorded state, or CS9002. */
  state(properties: Properties, resource: string | undefined): State;
  /** Inputs as they are recorded: of the private key to sign with, the fingerprint alone. */
  writeInputs(properties: unknown, marks?: Marks): Bag;
  /** An output that is absent is written as null: one left out would be unknown in every preview. */
  writeState(state: object, marks: Marks): Bag;
  /** What of a state a refresh returns as inputs: those that were declared, as they are now. */
  inputsIn(state: object, { declared }: Marks): Properties;
}

/**
 * @param privateKeys those that this process has seen
 * @param leftOut what a provider does not record; {@link Definition.constants} are read all the same
 */
export function bagsOf<Inputs extends object, State extends Inputs>(
  {
    inputs: inputsSchema,
    state: stateSchema,
    maybeAbsent,
    constants,
    secrets,
  }: Definition<Inputs, State>,
  privateKeys: PrivateKeys,
  leftOut: readonly string[] = [],
): Bags<State> {
  const none = Object.fromEntries(leftOut.map((name) => [name, undefined]));
  const names = Object.keys(inputsSchema.shape);
  const orNull = (state: Properties) =>
    Object.fromEntries(maybeAbsent.map((name) => [name, state[name] ?? null]));
  return {
    read(bag) {
      const { properties, marks } = apart(bag);
      privateKeys.remember(properties);
      return { properties, marks };
    },
    readInputs(bag) {
      const { properties, marks } = apart(bag);
      return { properties: privateKeys.reveal(properties), marks };
    },
    writeInputs: (inputs, marks) =>
      toWire({ ...(isProperties(inputs) ? privateKeys.conceal(inputs) : {}), ...marks }, secrets),
    writeState: (state, { declared, ...marks }) => {
      // One value: engine and SDK handle each by itself, in every state that they write or read.
      const names = declared && { declared: declared.join(SEPARATOR) };
      const shown = { ...state, ...orNull(state as Properties), ...none, ...marks, ...names };
      return toWire(shown, secrets);
    },
    state(properties, resource) {
      const parsed = stateSchema.safeParse({ ...constants, ...properties });
      if (parsed.success) return parsed.data;
      throw stateUnreadable(resource, missingIn(parsed.error));
    },
    inputsIn(state, { declared = names }) {
      const given = declared.filter((name) => names.includes(name) && name in state);
      return Object.fromEntries(given.map((name) => [name, (state as Properties)[name]]));
    },
  };
}

const SEPARATOR = " ";

const missingIn = ({ issues }: z.ZodError) => issues.map(({ path }) => path.join("."));

/** Without what is undefined: absent and undefined are the same on the wire. */
export const defined = (state: object): Properties =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));

function apart(bag: Readonly<Bag>): { properties: Properties; marks: Marks } {
  const { self, __provider, declared, unsettled, ...properties } = fromWire(bag) as Bag;
  const marks: Marks = {
    ...(typeof self === "string" ? { self } : {}),
    ...(typeof __provider === "string" ? { __provider } : {}),
    ...(typeof declared === "string" ? { declared: declared.split(SEPARATOR) } : {}),
    ...(unsettled === true ? { unsettled } : {}),
  };
  return { properties, marks };
}
