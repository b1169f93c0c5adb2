import { isProperties, type Properties, same } from "../domain/unknown";

/** One difference, as the engine shows it. */
export interface PropertyDifference {
  readonly kind: "add" | "delete" | "update";
  /** It asks for a new resource. */
  readonly replaces: boolean;
  /** Between old and new inputs; else between the inputs and what is recorded of the service. */
  readonly inputDiff: boolean;
}

/**
 * Every difference by its path, down to the value that differs: `keyPair.publicKey`, `retired[0]`.
 *
 * @param replaces names of properties that ask for a new resource; one that is among no inputs
 *   (what the service showed) is listed too
 */
export function detailedDiff(
  oldInputs: Properties,
  inputs: Properties,
  replaces: readonly string[],
): Map<string, PropertyDifference> {
  const names = [...new Set([...Object.keys(oldInputs), ...Object.keys(inputs)])];
  const found = new Map(
    names.flatMap((name) =>
      differences(oldInputs[name], inputs[name], pathOf(name)).map(([path, kind]) => [
        path,
        { kind, replaces: replaces.includes(name), inputDiff: true },
      ]),
    ),
  );
  for (const name of replaces) {
    const isListed = names.some(
      (other) => other === name && !same(oldInputs[other], inputs[other]),
    );
    if (!isListed) found.set(name, { kind: "update", replaces: true, inputDiff: false });
  }
  return found;
}

type Kind = PropertyDifference["kind"];

function differences(before: unknown, now: unknown, path: string): [string, Kind][] {
  if (same(before, now)) return [];
  if (before === undefined) return [[path, "add"]];
  if (now === undefined) return [[path, "delete"]];
  if (isProperties(before) && isProperties(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return names.flatMap((name) => differences(before[name], now[name], `${path}${stepTo(name)}`));
  }
  if (Array.isArray(before) && Array.isArray(now)) {
    const longer = before.length > now.length ? before : now;
    return longer.flatMap((_item, index) =>
      differences(before[index], now[index], `${path}[${index}]`),
    );
  }
  return [[path, "update"]];
}

/** A name as a step of a property path: quoted where it holds what a path is written with. */
const stepTo = (name: string) =>
  /^[A-Za-z0-9_$-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
const pathOf = (name: string) => stepTo(name).replace(/^\./, "");
