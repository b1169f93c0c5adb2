import { isProperties, type Properties } from "../domain/unknown";

/**
 * The inputs with every ignored path as it is recorded. The engine has put the old inputs there
 * already; what somebody changed in the service differs from those, and is ignored too.
 *
 * @param paths as users write them: `name`, `store.cloudId`, `keepers["a.b"]`, `retired[0]`, `*`
 */
export function ignoring(
  inputs: Properties,
  state: Properties,
  paths: readonly string[],
): Properties {
  return paths.reduce<Properties>(
    (kept, path) => withValueOf(kept, state, stepsOf(path)) as Properties,
    inputs,
  );
}

/** The names of the properties that are ignored as a whole. */
export const ignoredWhole = (paths: readonly string[]): string[] =>
  paths.map(stepsOf).flatMap(([name, ...more]) => (name && more.length === 0 ? [name] : []));

/** `target` with the value that `source` has at these steps. */
function withValueOf(target: unknown, source: unknown, [step, ...more]: string[]): unknown {
  if (step === undefined) return source;
  if (step === "*") {
    const names = isProperties(target) ? Object.keys(target) : [];
    return names.reduce((kept, name) => withValueOf(kept, source, [name, ...more]), target);
  }
  if (Array.isArray(target)) {
    const items = Array.isArray(source) ? source : [];
    return target.map((item, at) =>
      String(at) === step ? withValueOf(item, items[at], more) : item,
    );
  }
  if (!isProperties(target)) return target;
  const { [step]: now, ...others } = target;
  const before = isProperties(source) ? source[step] : undefined;
  const value = withValueOf(now, before, more);
  return value === undefined ? others : { ...target, [step]: value };
}

/** A property path, step by step. */
export const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? name ?? "",
  );
