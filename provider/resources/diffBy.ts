import { known, type Previewed, same, UNKNOWN, type Unknown } from "../domain/unknown";
import { onlyNameChanges } from "./errors";
import type { Difference, Offline } from "./lifecycle";

/** What each edit of an input costs. An input left out does not compile. */
export type OnChange<Inputs> = { readonly [K in keyof Required<Inputs>]: "update" | "replace" };

/** Equality of one input where structure alone would mislead; undefined: no opinion. */
export type Equalities<Inputs> = {
  readonly [K in keyof Inputs]?: (state: Inputs[K], input: Previewed<Inputs[K]>) => boolean;
};

/**
 * The names of the inputs that differ: the recorded state, which echoes every input, against those
 * declared now. An unknown counts as different: a preview that hid a change would lie.
 */
export function changedIn<Inputs extends object>(
  onChange: OnChange<Inputs>,
  equal: Equalities<Inputs>,
  state: Inputs,
  inputs: Previewed<Inputs>,
): (keyof Inputs & string)[] {
  const given = inputs as Readonly<Record<string, unknown>>;
  return (Object.keys(onChange) as (keyof Inputs & string)[]).filter((key) => {
    const isEqual = equal[key] as ((a: unknown, b: unknown) => boolean) | undefined;
    return !(isEqual ?? same)(state[key], given[key]);
  });
}

/** What changing these inputs costs. */
export const differenceOf = <Inputs extends object>(
  onChange: OnChange<Inputs>,
  changed: readonly (keyof Inputs & string)[],
): Difference =>
  changed.length === 0
    ? { kind: "same" }
    : { kind: "changed", replaces: changed.filter((key) => onChange[key] === "replace") };

/** An input that only picks what the service has: not given, it accepts what was picked before. */
export const ifGiven = (state: unknown, input: unknown) =>
  input === undefined || same(state, input);

/** Like {@link ifGiven}, for an id that a preview may not know although it will turn out the same. */
export const ifKnownAndGiven = (state: unknown, input: unknown) =>
  input === UNKNOWN || ifGiven(state, input);

/** Says on the row of what is renamed, and no more, that this is harmless. */
export function warnOfRename(
  path: "name" | "label",
  changed: readonly string[],
  from: string,
  to: string | Unknown | undefined,
  { warn }: Offline,
): void {
  if (changed.length === 1 && changed[0] === path) warn(onlyNameChanges(path, from, known(to)));
}
