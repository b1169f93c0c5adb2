import { asCoded } from "../../domain/errors";
import { known, type Properties, UNKNOWN } from "../../domain/unknown";
import type { Row } from "../../registry";
import { merchantOf, requireMerchant, rowsOrRefused, sameMerchantAnswered } from "../account";
import {
  changedIn,
  differenceOf,
  type Equalities,
  ifGiven,
  ifKnownAndGiven,
  type OnChange,
} from "../diffBy";
import { rowLost } from "../errors";
import {
  carryPrivateKey,
  checkKeyPair,
  declareHolder,
  keyPairEquals,
  pairOf,
  recordHolder,
} from "../keyPair";
import type { Lifecycle, Offline, Online } from "../lifecycle";
import { PartialFailure } from "../lifecycle";
import { parseKnown } from "../parse";
import { chooseDataSpace, importDataSpace, requireNameFree } from "./choose";
import { announceCleanup, cleanNewlyBound, cleanupGuard } from "./cleanup";
import { dataSpaceForgotten } from "./errors";
import {
  cloudIdGuard,
  conflictsGuard,
  type Declared,
  knownStore,
  productionDataGuard,
  rebindGuard,
  warnOfChanges,
} from "./guards";
import { preview } from "./preview";
import { type DataSpaceInputs, type DataSpaceState, dataSpaceInputs, toState } from "./schema";

/** What each edit costs. Which data space it is can't change; what it is called and serves can. */
export const onChange: OnChange<DataSpaceInputs> = {
  projectId: "replace",
  type: "replace",
  name: "update",
  dataSpaceId: "replace",
  store: "update",
  keyPair: "update",
  allowRebind: "update",
  allowProductionData: "update",
  cleanupOnRebind: "update",
};

const equalFlags = (state: unknown, input: unknown) => (state ?? false) === (input ?? false);

const equal: Equalities<DataSpaceInputs> = {
  name: ifGiven,
  dataSpaceId: ifKnownAndGiven,
  keyPair: keyPairEquals,
  allowRebind: equalFlags,
  allowProductionData: equalFlags,
  cleanupOnRebind: equalFlags,
};

/** A data space of a SaaS project, bound to a store. The service makes it; we choose and bind it. */
export const dataSpace: Lifecycle<DataSpaceInputs, DataSpaceState> = {
  check(olds, news, offline) {
    const carried = carryDataSpaceId(olds, carryPrivateKey(olds, news));
    const { inputs, failures } = parseKnown(dataSpaceInputs, carried);
    if (inputs === UNKNOWN) return { inputs, failures };
    declareHolder(inputs, offline);
    const guards = [
      ...checkKeyPair(olds, inputs.keyPair, offline.configuration),
      ...productionDataGuard(inputs),
      ...cleanupGuard(inputs),
      ...declareBinding(known(inputs.dataSpaceId), inputs, offline),
    ];
    return { inputs, failures: [...failures, ...guards] };
  },

  diff(id, state, inputs, offline) {
    if (inputs === UNKNOWN) return { kind: "changed", replaces: [] };
    recordHolder(state, offline);
    const changed = changedIn(onChange, equal, state, inputs);
    const difference = differenceOf(onChange, changed);
    const replaces = difference.kind === "changed" ? difference.replaces : [];
    rebindGuard(state, inputs, replaces);
    warnOfChanges(changed, replaces.length > 0, state, inputs, offline);
    const recorded = offline.run.bindings.record(offline.resource, bindingOf(id, state));
    // Which data space is meant is known by now, even where the program says only its type.
    const declared = replaces.length === 0 ? declareBinding(id, inputs, offline) : [];
    const [conflict] = [...conflictsGuard(recorded, offline), ...declared];
    if (conflict) throw conflict;
    const isRebound =
      replaces.length > 0 ||
      offline.run.bindings.isRebound(offline.resource, bindingOf(id, inputs));
    announceCleanup(inputs, knownStore(inputs)?.name, isRebound, offline);
    return difference;
  },

  preview,

  async create(inputs, online) {
    const pair = pairOf(inputs, online.configuration);
    const rows = await online.registry.rows(pair);
    requireMerchant(rows, "the pair", online.configuration);
    const row = chooseDataSpace(rows, inputs);
    const [conflict] = declareBinding(row.environmentId, inputs, online);
    if (conflict) throw conflict;
    cloudIdGuard(row, inputs, undefined);
    await cleanNewlyBound(row, inputs, bindingOf(row.environmentId, inputs), online);
    const state = await settle(row, rows, inputs, online);
    online.run.holders.given(online.resource, pair.publicKey);
    return { id: row.environmentId, state };
  },

  async read(id, state, online) {
    const rows = await rowsOrRefused(state, online);
    if (rows === "refused") return state;
    requireMerchant(rows, "the pair", online.configuration, state.merchantId);
    const row = rows.find(({ environmentId }) => environmentId === id);
    if (row) return toState(state, row);
    if (sameMerchantAnswered(rows, state)) return undefined;
    throw rowLost(id, merchantOf(rows) ?? "no row at all");
  },

  import: importDataSpace,

  async update(id, state, inputs, online) {
    const pair = pairOf(inputs, online.configuration);
    const rows = await online.registry.rows(pair);
    requireMerchant(rows, "the pair", online.configuration, state.merchantId);
    // Seeing its own row verifies the pair: one of another account is caught before the old one goes.
    const row = rows.find(({ environmentId }) => environmentId === id);
    if (!row) throw rowLost(id, merchantOf(rows) ?? "no row at all");
    cloudIdGuard(row, inputs, state.cloudId);
    await cleanNewlyBound(row, inputs, bindingOf(id, inputs), online);
    const updated = await settle(row, rows, inputs, online);
    online.run.holders.given(online.resource, pair.publicKey);
    return updated;
  },

  async delete(id, _state, { run, resource, warn }) {
    run.holders.released(resource);
    run.bindings.forget(resource);
    warn(dataSpaceForgotten(id));
  },
};

/** A preview that does not know the id yet means the one it had, in an unchanged project. */
function carryDataSpaceId(olds: Properties | undefined, news: Properties): Properties {
  const stands = news.dataSpaceId === UNKNOWN && olds?.projectId === news.projectId;
  return stands && olds?.dataSpaceId ? { ...news, dataSpaceId: olds.dataSpaceId } : news;
}

function declareBinding(dataSpaceId: string | undefined, inputs: Declared, offline: Offline) {
  if (dataSpaceId === undefined) return [];
  return conflictsGuard(
    offline.run.bindings.declare(offline.resource, bindingOf(dataSpaceId, inputs)),
    offline,
  );
}

const bindingOf = (dataSpaceId: string, inputs: Declared) => ({
  dataSpaceId,
  type: known(inputs.type),
  store: knownStore(inputs),
  allowRebind: known(inputs.allowRebind) === true,
});

/** Gives the data space the name and the cloud id that are declared; the row as it is then. */
async function settle(
  row: Row,
  rows: readonly Row[],
  inputs: DataSpaceInputs,
  { registry, configuration }: Online,
): Promise<DataSpaceState> {
  const pair = pairOf(inputs, configuration);
  const { environmentId: id } = row;
  const cloudId = inputs.store?.cloudId;
  requireNameFree(rows, row, inputs.name);
  let now = row;
  if (inputs.name !== undefined && row.environmentName !== inputs.name) {
    now = await registry.renameDataSpace(pair, id, inputs.name);
  }
  if (cloudId === undefined || row.cloudId === cloudId) return toState(inputs, now);
  try {
    await registry.setCloudId(pair, id, cloudId);
  } catch (error) {
    if (now === row) throw error;
    const store = inputs.store && { ...inputs.store, cloudId: undefined };
    throw new PartialFailure(id, toState({ ...inputs, store }, now), asCoded(error));
  }
  return toState(inputs, { ...now, cloudId });
}
