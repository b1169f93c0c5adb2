/** Properties on the wire, as the SDK's host and the engine exchange them. */
export type PropertyMap = Record<string, unknown>;

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What the engine makes of an answer: secrets unwrapped, everything a copy of its own. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  const properties = value as PropertyMap;
  if (SIGNATURE in properties) return unwrapped(properties.value);
  return Object.fromEntries(
    Object.entries(properties).map(([key, item]) => [key, unwrapped(item)]),
  );
}

/** Equality of what was recorded and what is declared, as the engine compares inputs by itself. */
export const sameProperties = (a: PropertyMap, b: PropertyMap) =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as PropertyMap)
      .filter(([, item]) => item !== undefined && item !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
