/**
 * Whether any recorded value is this very text, such as a public key: who has it in their inputs
 * holds the pair. What must be dead by now (`retired`) holds nothing.
 */
export function mentions(value: unknown, text: string): boolean {
  if (typeof value !== "object" || value === null) return value === text;
  return Object.entries(value).some(([key, item]) => key !== "retired" && mentions(item, text));
}
