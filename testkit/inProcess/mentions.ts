/** Whether any value is this very text: the edge of the graph that the engine would have recorded. */
export function mentions(value: unknown, text: string): boolean {
  if (typeof value !== "object" || value === null) return value === text;
  return Object.entries(value).some(([key, item]) => key !== "retired" && mentions(item, text));
}
