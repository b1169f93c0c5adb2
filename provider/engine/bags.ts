import type { z } from "zod";
import { stateUnreadable } from "../errors/state";
import type { Definition } from "../resources/table";
import { isProperties, type Properties } from "../resources/unknown";
import { fromWire, toWire } from "./wire";

/** What stands beside a resource's own properties, in the state that every door writes and reads. */
export interface Marks {
  /** The resource's urn through the dynamic door, whose host passes none on. */
  readonly self?: string;
  /** What loads the code of the dynamic door. */
  readonly __provider?: string;
  /** Which inputs the program gave, so that a refresh returns these and no others. */
  readonly declared?: readonly string[];
}

type Bag = Record<string, unknown>;

/** The properties of one kind of resource, from the wire and back. */
export interface Bags<State> {
  /** A bag from the wire, our marks apart from the resource's properties. */
  read(bag: Readonly<Bag>): { properties: Properties; marks: Marks };
  /** The recorded state, or CS9002. */
  state(properties: Properties, resource: string | undefined): State;
  write(properties: unknown, marks?: Marks): Bag;
  /** An output that is absent is written as null: one left out would be unknown in every preview. */
  writeState(state: object, marks: Marks): Bag;
  /** What of a state a refresh returns as inputs: those that were declared, as they are now. */
  inputsIn(state: object, { declared }: Marks): Properties;
}

/** @param leftOut what a door does not record; {@link Definition.constants} are read all the same */
export function bagsOf<Inputs extends object, State extends Inputs>(
  {
    inputs: inputsSchema,
    state: stateSchema,
    maybeAbsent,
    constants,
    secrets,
  }: Definition<Inputs, State>,
  leftOut: readonly string[] = [],
): Bags<State> {
  const none = Object.fromEntries(leftOut.map((name) => [name, undefined]));
  const names = Object.keys(inputsSchema.shape);
  const absent = Object.fromEntries(maybeAbsent.map((name) => [name, null]));
  const write = (properties: unknown, marks: Marks = {}) =>
    toWire({ ...(isProperties(properties) ? properties : {}), ...marks }, secrets);
  return {
    read,
    write,
    writeState: (state, marks) => write({ ...absent, ...defined(state), ...none }, marks),
    state(properties, resource) {
      const parsed = stateSchema.safeParse({ ...constants, ...properties });
      if (parsed.success) return parsed.data;
      throw stateUnreadable(resource, missingIn(parsed.error));
    },
    inputsIn(state, { declared = names }) {
      const given = new Set(declared);
      return Object.fromEntries(
        Object.entries(state).filter(([name]) => names.includes(name) && given.has(name)),
      );
    },
  };
}

const missingIn = ({ issues }: z.ZodError) => issues.map(({ path }) => path.join("."));

/** Without what is undefined: absent and undefined are the same on the wire. */
export const defined = (state: object): Properties =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));

function read(bag: Readonly<Bag>): { properties: Properties; marks: Marks } {
  const { self, __provider, declared, ...properties } = fromWire(bag) as Bag;
  const marks: Marks = {
    ...(typeof self === "string" ? { self } : {}),
    ...(typeof __provider === "string" ? { __provider } : {}),
    ...(Array.isArray(declared) ? { declared: declared.map(String) } : {}),
  };
  return { properties, marks };
}
