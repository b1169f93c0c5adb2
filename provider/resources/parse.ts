import { z } from "zod";
import { CommerceServicesError } from "../domain/errors";
import { isProperties, type Previewed, type Properties, UNKNOWN } from "../domain/unknown";
import { inputInvalid, inputMissing, inputUnknown } from "./errors";

export interface Parsed<T> {
  /** Canonical values; a part that failed is left as it was given. */
  readonly inputs: Previewed<T>;
  readonly failures: readonly CommerceServicesError[];
}

/**
 * Parses what a program declares with the schema of the resource, every known part of it.
 *
 * A preview hands in values that are not known yet, at any depth. zod would refuse them, so the
 * objects are walked here and each known leaf is given to its own schema. All failures are
 * collected: one preview names every mistake.
 */
export function parseKnown<S extends z.ZodType>(
  schema: S,
  value: unknown,
  path = "",
): Parsed<z.output<S>> {
  const failures: CommerceServicesError[] = [];
  const inputs = walk(schema, value, path, failures);
  return { inputs: inputs as Previewed<z.output<S>>, failures };
}

/** What a schema names of some properties, all of them known; throws the first refusal. */
export function parseGiven<S extends z.ZodObject>(schema: S, given: Properties): z.output<S> {
  const named = Object.keys(schema.shape).map((name) => [name, given[name]] as const);
  const { inputs, failures } = parseKnown(schema, Object.fromEntries(named));
  const [refusal] = failures;
  if (refusal) throw refusal;
  return inputs as z.output<S>;
}

function walk(
  schema: z.core.$ZodType,
  value: unknown,
  path: string,
  failures: CommerceServicesError[],
): unknown {
  if (value === UNKNOWN) return value;
  if (schema instanceof z.ZodOptional) {
    return value === undefined || value === null
      ? undefined
      : walk(schema.unwrap(), value, path, failures);
  }
  if (schema instanceof z.ZodObject && isProperties(value)) {
    return walkObject(schema, value, path, failures);
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item, index) => walk(schema.element, item, `${path}[${index}]`, failures));
  }
  if (schema instanceof z.ZodRecord && isProperties(value)) {
    const { valueType } = schema;
    return mapValues(value, (item, key) => walk(valueType, item, join(path, key), failures));
  }
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  failures.push(...result.error.issues.map((issue) => explain(issue, value, path)));
  return value;
}

function walkObject(
  schema: z.ZodObject,
  value: Readonly<Record<string, unknown>>,
  path: string,
  failures: CommerceServicesError[],
): unknown {
  const known = Object.keys(schema.shape);
  for (const key of Object.keys(value)) {
    if (!known.includes(key) && value[key] !== undefined) {
      failures.push(inputUnknown(join(path, key), known));
    }
  }
  const parsed: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema.shape)) {
    const result = walk(field, value[key], join(path, key), failures);
    if (result !== undefined) parsed[key] = result;
  }
  return parsed;
}

/** zod's `input` is never read here: it may be a private key. */
function explain(issue: z.core.$ZodIssue, value: unknown, path: string): CommerceServicesError {
  const error = issue.code === "custom" ? issue.params?.error : undefined;
  if (error instanceof CommerceServicesError) return error;
  if (value === undefined || value === null) return inputMissing(path);
  return inputInvalid(path, issue.message);
}

const join = (path: string, key: string) => (path ? `${path}.${key}` : key);

function mapValues(
  value: Readonly<Record<string, unknown>>,
  to: (item: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, to(item, key)]));
}

/** A schema whose refusals are this project's own errors: `convert` throws them. */
export function coded<Out>(convert: (text: string) => Out) {
  return z.string().transform((text, context) => {
    try {
      return convert(text);
    } catch (error) {
      if (!(error instanceof CommerceServicesError)) throw error;
      context.addIssue({ code: "custom", params: { error } });
      return z.NEVER;
    }
  });
}
