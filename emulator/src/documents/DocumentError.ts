import type { z } from "zod";

/** A seed, snapshot or fault that is not what its schema says. Names every place, never a value. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";

  constructor(
    readonly document: string,
    readonly problems: readonly string[],
  ) {
    super(`${document} can't be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

/** Reads `value` by its schema, or says all that is wrong with it. */
export function readDocument<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  document: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
    return `${place.join("").replace(/^\./, "") || "the document"}: ${message}`;
  });
  throw new DocumentError(document, problems);
}
