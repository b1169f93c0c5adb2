import { storeGetsPair } from "../../errors/rotation";
import { dataSpaceChanges, dataSpacePasses } from "../../errors/warnings";
import { previousPair } from "../keyPair";
import type { Offline } from "../lifecycle";
import { warnOfRename } from "../warnOfRename";
import { type Declared, knownStore } from "./guards";
import { feeds } from "./resync";
import type { DataSpaceState } from "./schema";

/** Says on the data space's row what the change of these inputs means to its store. */
export function warnOfChanges(
  changed: readonly string[],
  isReplaced: boolean,
  state: DataSpaceState,
  inputs: Declared,
  offline: Offline,
): void {
  const { warn } = offline;
  const store = knownStore(inputs) ?? state.store;
  const { store: before } = state;
  const isOtherStore = before !== undefined && store !== undefined && before.name !== store.name;
  if (isReplaced || (isOtherStore && store.role === "production"))
    warn(dataSpaceChanges(store?.name, store?.role, feeds));
  else if (isOtherStore) warn(dataSpacePasses(before.name, store.name, feeds));
  warnOfRename("name", changed, state.name, inputs.name, offline);
  const previous = changed.includes("keyPair") && previousPair(state, inputs, offline);
  if (!previous) return;
  const who = store ? `the ${store.role} store ${store.name}` : "what reads this data space";
  warn(storeGetsPair(who, state.services, previous));
}
