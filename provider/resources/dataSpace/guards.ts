import { feeds } from "../../domain/adobe/resync";
import type { CommerceServicesError } from "../../domain/errors";
import { serviceText } from "../../domain/text";
import { known, type Previewed, UNKNOWN, type Unknown } from "../../domain/unknown";
import type { Row } from "../../registry";
import { warnOfRename } from "../diffBy";
import { previousPair } from "../keyPair";
import type { Offline } from "../lifecycle";
import { storeGetsPair } from "../rotationWarnings";
import type { Conflict } from "../run/bindings";
import {
  boundElsewhere,
  dataSpaceChanges,
  dataSpacePasses,
  productionDataRefused,
  rebindRefused,
  sharedProductionSpace,
  testingSpaceShared,
} from "./errors";
import type { DataSpaceInputs, DataSpaceState } from "./schema";

/** The declaration as a preview sees it: its parts may be unknown yet. */
export type Declared = Exclude<Previewed<DataSpaceInputs>, Unknown>;
type Store = NonNullable<DataSpaceInputs["store"]>;

/** The store, when its name and role are known. */
export function knownStore({ store }: Pick<Declared, "store">): Store | undefined {
  if (store === undefined || store === UNKNOWN) return undefined;
  const { name, role } = store;
  return name === UNKNOWN || role === UNKNOWN ? undefined : { name, role };
}

/** Production data belongs to the production store alone. */
export function productionDataGuard(inputs: Declared): CommerceServicesError[] {
  const store = knownStore(inputs);
  if (inputs.type !== "Production" || !store || store.role === "production") return [];
  if (known(inputs.allowProductionData) === true) return [];
  return [productionDataRefused(store.name, store.role)];
}

/** A production store keeps its data space unless the program says otherwise. Throws CS4002. */
export function rebindGuard(
  state: DataSpaceState,
  inputs: Declared,
  replaces: readonly string[],
): void {
  const store = knownStore(inputs) ?? state.store;
  const isProduction = store?.role === "production" || state.store?.role === "production";
  const isOtherStore =
    store?.role === "production" && state.store !== undefined && state.store.name !== store.name;
  if (!store || !isProduction || (replaces.length === 0 && !isOtherStore)) return;
  if (known(inputs.allowRebind) !== true) {
    const changes =
      replaces.length > 0 ? `change of ${replaces.join(", ")}` : "change of store.name";
    throw rebindRefused(store.name, changes);
  }
}

/** Another stack, or a person, has bound the data space to another environment. Throws CS4007. */
export function cloudIdGuard(
  { environmentId, cloudId: found }: Pick<Row, "environmentId" | "cloudId">,
  { store, allowRebind }: DataSpaceInputs,
  written: string | undefined,
): void {
  const declared = store?.cloudId;
  if (declared === undefined || !found || found === declared || found === written) return;
  if (!allowRebind) throw boundElsewhere(environmentId, serviceText(found), declared);
}

/** What two resources' bindings do to each other: errors for live data, warnings for tests. */
export function conflictsGuard(
  conflicts: readonly Conflict[],
  { warn }: Offline,
): CommerceServicesError[] {
  return conflicts.flatMap((conflict) => {
    if (conflict.kind === "store moved") {
      return [
        rebindRefused(conflict.store, `${conflict.from} of ${conflict.other} to ${conflict.to}`),
      ];
    }
    const { store, other, otherStore, type } = conflict;
    if (type !== "Testing") return [sharedProductionSpace(store, other, otherStore)];
    warn(testingSpaceShared(store, other, otherStore));
    return [];
  });
}

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
