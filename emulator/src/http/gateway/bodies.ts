import type { Call } from "../exchange";

/** The longest name that is taken. The service's own limit is not known. */
const NAME_LENGTH = 255;

/** A JSON object's string fields, or null where the body is anything else. */
export function objectIn({ body }: Call): Map<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return new Map(Object.entries(value));
  } catch {
    return null;
  }
}

/** A name that can be shown: some text, not endless. */
export function nameIn(call: Call, field: string): string | null {
  const value = objectIn(call)?.get(field);
  return isName(value) ? value : null;
}

export const isName = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.length <= NAME_LENGTH;
