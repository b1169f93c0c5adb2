/**
 * Stands for any argument of a definition, so that the docs show the wording that the code has: it
 * reads as `…` wherever a text is wanted, and each of its properties, elements and results is itself.
 */
export const placeholder: unknown = new Proxy(() => placeholder, {
  get: (_target, property) => {
    if (property === Symbol.toPrimitive || property === "toJSON") return () => "…";
    // The texts that lists are turned into: `known.join(", ")`.
    if (property === "join" || property === "toString") return () => "…";
    if (property === Symbol.iterator) return [placeholder][Symbol.iterator].bind([placeholder]);
    return placeholder;
  },
});
