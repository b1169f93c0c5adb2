import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { EnumSpec, ObjectSpec, PropertySpec, TypeSpec } from "./spec";
import { typeNames, typeWords } from "./typeNames";
import type { Words } from "./words";

/** What a property is besides its type. Given the path from its owner on. */
export type Traits = (path: readonly string[]) => Partial<Omit<PropertySpec, "description">>;

/** Turns zod schemas into the schema's types, and collects those that need a name of their own. */
export class Shapes {
  readonly types = new Map<string, ObjectSpec | EnumSpec>();

  constructor(readonly words: Words) {}

  /**
   * The properties of an object, in the words of the class or interface that shows them.
   *
   * @param names those that are shown; all, if left out
   */
  properties(
    shape: z.core.$ZodShape,
    owner: string,
    traits: Traits,
    names: readonly string[] = Object.keys(shape),
    path: readonly string[] = [],
  ): Required<Pick<ObjectSpec, "properties" | "required">> {
    const properties = names.map((name) => {
      const schema = shape[name];
      if (!schema) throw new Error(`${owner}.${name} is in no schema`);
      const at = [...path, name];
      const spec: PropertySpec = {
        description: this.words.ofProperty(owner, at),
        ...this.#type(schema, owner, at, traits),
        ...traits(at),
      };
      return [name, spec] as const;
    });
    const required = names.filter((name) => !(shape[name] instanceof z.ZodOptional));
    return { properties: Object.fromEntries(properties), required };
  }

  #type(schema: z.core.$ZodType, owner: string, path: readonly string[], traits: Traits): TypeSpec {
    const inner = (part: z.core.$ZodType) => this.#type(part, owner, path, traits);
    if (schema instanceof z.ZodOptional) return inner(schema.unwrap());
    // What a program writes, before it is canonical; a preprocessed value is described by what follows.
    if (schema instanceof z.ZodPipe)
      return inner(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
    if (schema instanceof z.ZodString) return { type: "string" };
    if (schema instanceof z.ZodBoolean) return { type: "boolean" };
    if (schema instanceof z.ZodNumber) return { type: "integer" };
    if (schema instanceof z.ZodArray) return { type: "array", items: inner(schema.element) };
    if (schema instanceof z.ZodRecord)
      return { type: "object", additionalProperties: inner(schema.valueType) };
    if (schema instanceof z.ZodEnum) {
      const values = schema.options.map((value) => ({
        name: pascalCase(String(value)),
        value: String(value),
      }));
      return this.#named(owner, path, { type: "string", enum: values });
    }
    if (schema instanceof z.ZodObject) {
      const { properties, required } = this.properties(
        schema.shape,
        owner,
        traits,
        undefined,
        path,
      );
      return this.#named(owner, path, { type: "object", properties, required });
    }
    throw new Error(`${owner}.${path.join(".")}: a kind of schema that is not translated`);
  }

  /** A reference to a type of its own. Two that share a name must be one and the same. */
  #named(
    owner: string,
    path: readonly string[],
    shape: Omit<ObjectSpec, "description"> | Omit<EnumSpec, "description">,
  ): TypeSpec {
    const at = [owner, ...path].join(".");
    const name = typeNames[at];
    if (!name) throw new Error(`${at} needs a name in tools/schema/typeNames.ts`);
    const token = `commerce-services:index:${name}`;
    const spec = { description: typeWords[name], ...shape };
    const known = this.types.get(token) ?? spec;
    if (!isDeepStrictEqual(known, spec)) throw new Error(`${at} is another ${name} than before`);
    this.types.set(token, spec);
    return { $ref: `#/types/${token}` };
  }
}

/** `delete-first` as `DeleteFirst`: what each language makes its own kind of name of. */
const pascalCase = (text: string) =>
  text.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
