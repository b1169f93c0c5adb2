/**
 * A value that a preview cannot know yet. The adapter turns its engine's own mark into this and
 * back, so that lifecycles stay free of any engine.
 */
export const UNKNOWN: unique symbol = Symbol("unknown until it is made");
export type Unknown = typeof UNKNOWN;

/**
 * How the engine writes a value that is not known yet, whatever its type: on the wire, and in the
 * plan that it prints. Source: the SDK's rpc module.
 */
export const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How the engine marks a secret, on the wire and in what it records. Source: the SDK's rpc module. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const SECRET_MARK = { [SIGNATURE]: SECRET };
export const isMarkedSecret = (value: Properties): boolean => value[SIGNATURE] === SECRET;

/** `T` as a preview sees it: any part may be unknown yet. */
export type Previewed<T> =
  | Unknown
  | (T extends readonly (infer Item)[]
      ? readonly Previewed<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: Previewed<T[K]> }
        : T);

/** Properties of a resource, as they come in and go out: JSON, but for {@link UNKNOWN}. */
export type Properties = Readonly<Record<string, unknown>>;

export const isProperties = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value when it is known, else undefined: for rules that speak of known values only. */
export function known<T>(value: T | Unknown | undefined): T | undefined {
  return value === UNKNOWN ? undefined : (value as T | undefined);
}

/** Structural equality of JSON values; two unknowns are not equal, for they may turn out different. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return a !== UNKNOWN;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (!isProperties(a) || !isProperties(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}
