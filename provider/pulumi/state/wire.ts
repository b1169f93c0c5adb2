import {
  isMarkedSecret,
  isProperties,
  type Properties,
  SECRET_MARK,
  UNKNOWN,
  UNKNOWN_ON_THE_WIRE,
} from "../../domain/unknown";

/** Properties as the engine exchanges them: JSON, with its own signs for secrets and unknown values. */
export type PropertyMap = Record<string, unknown>;

type SecretPath = readonly [string, ...string[]];

/** The engine's values as ours: unknowns become {@link UNKNOWN}, secrets are unwrapped. */
export function fromWire(value: unknown): unknown {
  if (value === UNKNOWN_ON_THE_WIRE) return UNKNOWN;
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isProperties(value)) return value;
  if (isMarkedSecret(value)) return fromWire(value.value);
  return mapDefined(value, (item) => (item === null ? undefined : fromWire(item)));
}

/**
 * Our values as the engine takes them: fresh, JSON only, nothing undefined (one undefined, however
 * deep, and the engine records nothing of a resource that exists), secrets marked one by one. The
 * engine itself marks only what stands under the same name in the inputs.
 */
export function toWire(properties: Properties, secrets: readonly SecretPath[]): PropertyMap {
  const plain = mapDefined(properties, outward);
  return secrets.reduce(markSecret, plain);
}

function outward(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_ON_THE_WIRE;
  if (value === null || ["string", "boolean"].includes(typeof value)) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => outward(item ?? null));
  if (isProperties(value)) return mapDefined(value, outward);
  throw new TypeError(`a ${typeof value} is not JSON`);
}

function markSecret(properties: PropertyMap, [key, ...rest]: SecretPath): PropertyMap {
  const value = properties[key];
  // An absent value is written as null, which is no secret.
  if (value === undefined || value === null) return properties;
  const [next, ...more] = rest;
  if (next !== undefined) {
    return isProperties(value)
      ? { ...properties, [key]: markSecret({ ...value }, [next, ...more]) }
      : properties;
  }
  // An unknown is no secret yet, and the host must find it as it is.
  if (value === UNKNOWN_ON_THE_WIRE) return properties;
  return { ...properties, [key]: { ...SECRET_MARK, value } };
}

/** Each value of a state goes through it, so it makes no lists in between. */
function mapDefined(value: Properties, to: (item: unknown) => unknown): PropertyMap {
  const mapped: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item !== undefined) mapped.push([key, to(item)]);
  }
  return Object.fromEntries(mapped);
}
