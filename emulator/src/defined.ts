/** Without the properties that are undefined, which would hide a default. */
export function defined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, property]) => property !== undefined),
  ) as { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
}
