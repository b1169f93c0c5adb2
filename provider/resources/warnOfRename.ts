import { onlyNameChanges } from "../errors/warnings";
import type { Offline } from "./lifecycle";
import { known, type Unknown } from "./unknown";

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
