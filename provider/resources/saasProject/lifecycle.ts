import { asCoded } from "../../domain/errors";
import { UNKNOWN } from "../../domain/unknown";
import type { Row } from "../../registry";
import { merchantOf, requireMerchant, rowsOrRefused, sameMerchantAnswered } from "../account";
import { changedIn, differenceOf, type Equalities, ifGiven, type OnChange } from "../diffBy";
import { rowLost } from "../errors";
import {
  carryPrivateKey,
  checkKeyPair,
  declareHolder,
  keyPairEquals,
  pairOf,
  recordHolder,
} from "../keyPair";
import type { Lifecycle, Online } from "../lifecycle";
import { PartialFailure } from "../lifecycle";
import { parseKnown } from "../parse";
import { adoptOrInitialise } from "./adoptOrInitialise";
import { importProject } from "./choose";
import { mayInitialise, projectForgotten } from "./errors";
import { declareName, preview, warnOfChanges } from "./preview";
import {
  type SaasProjectInputs,
  type SaasProjectState,
  saasProjectInputs,
  toState,
} from "./schema";

/** What each edit costs. A rename changes a label; another id is another project. */
export const onChange: OnChange<SaasProjectInputs> = {
  name: "update",
  projectId: "replace",
  keyPair: "update",
};

const equal: Equalities<SaasProjectInputs> = { projectId: ifGiven, keyPair: keyPairEquals };

/** A SaaS project: adopted where it exists, initialised only in an account that has none. */
export const saasProject: Lifecycle<SaasProjectInputs, SaasProjectState> = {
  check(olds, news, offline) {
    const { inputs, failures } = parseKnown(saasProjectInputs, carryPrivateKey(olds, news));
    if (inputs === UNKNOWN) return { inputs, failures };
    declareHolder(inputs, offline);
    if (olds === undefined && inputs.projectId === undefined) {
      offline.warn(mayInitialise(typeof inputs.name === "string" ? inputs.name : "of that name"));
    }
    return {
      inputs,
      failures: [...failures, ...checkKeyPair(olds, inputs.keyPair, offline.configuration)],
    };
  },

  diff(id, state, inputs, offline) {
    recordHolder(state, offline);
    if (inputs !== UNKNOWN) declareName(id, inputs, offline);
    const changed = changedIn(onChange, equal, state, inputs);
    if (inputs !== UNKNOWN) warnOfChanges(changed, state, inputs, offline);
    return differenceOf(onChange, changed);
  },

  preview,

  async create(inputs, online) {
    const { projectId, adopted } = await adoptOrInitialise(inputs, online);
    try {
      const rows = await ownRows(projectId, inputs, online);
      return { id: projectId, state: await renamed(inputs, rows, adopted, online) };
    } catch (error) {
      if (adopted) throw error;
      // The project was made and can't be made again: keep it, and let the next run finish.
      const made = { ...inputs, projectId, dataSpaces: [], adopted };
      throw new PartialFailure(projectId, made, asCoded(error));
    }
  },

  async read(id, state, online) {
    const rows = await rowsOrRefused(state, online);
    if (rows === "refused") return state;
    requireMerchant(rows, "the pair", online.configuration, state.merchantId);
    const own = rows.filter(({ projectId }) => projectId === id);
    if (own.length > 0) return toState(state, own, state.adopted);
    if (sameMerchantAnswered(rows, state)) return undefined;
    throw rowLost(id, merchantOf(rows) ?? "no row at all");
  },

  import: importProject,

  async update(id, state, inputs, online) {
    const rows = await ownRows(id, inputs, online, state.merchantId);
    return renamed(inputs, rows, state.adopted, online);
  },

  async delete(id, _state, { run, resource, warn }) {
    run.holders.released(resource);
    warn(projectForgotten(id));
  },
};

/**
 * The project's rows, seen with the pair that is declared now. That this pair sees them verifies it:
 * a pair of another account is caught here, before the old one is gone.
 */
async function ownRows(
  id: string,
  inputs: SaasProjectInputs,
  { registry, configuration, run, resource }: Online,
  recordedMerchant?: string,
): Promise<Row[]> {
  const pair = pairOf(inputs, configuration);
  const rows = await registry.rows(pair);
  requireMerchant(rows, "the pair", configuration, recordedMerchant);
  const own = rows.filter(({ projectId }) => projectId === id);
  if (own.length === 0) throw rowLost(id, merchantOf(rows) ?? "no row at all");
  run.holders.given(resource, pair.publicKey);
  return own;
}

async function renamed(
  inputs: SaasProjectInputs,
  rows: Row[],
  adopted: boolean,
  { registry, configuration }: Online,
): Promise<SaasProjectState> {
  const [first] = rows;
  if (!first || first.projectName === inputs.name) return toState(inputs, rows, adopted);
  const pair = pairOf(inputs, configuration);
  const now = await registry.renameProject(pair, first.projectId, inputs.name);
  return toState(inputs, now, adopted);
}
