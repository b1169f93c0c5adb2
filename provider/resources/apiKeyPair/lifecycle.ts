import { UNKNOWN } from "../../domain/unknown";
import { fingerprint, privateKeyEquals } from "../../keys";
import { changedIn, differenceOf, type Equalities, type OnChange, warnOfRename } from "../diffBy";
import type { Lifecycle } from "../lifecycle";
import { parseKnown } from "../parse";
import { makeIssued, proven, takeSupplied } from "./create";
import { removeIssued, warnOfSupplied } from "./delete";
import { sealTargetChanges, suppliedPairRefused } from "./errors";
import { preview } from "./preview";
import { importPair, observe } from "./refresh";
import { declareCurrent, rulesBroken, suppliesSamePair } from "./rules";
import { type ApiKeyPairInputs, type ApiKeyPairState, apiKeyPairInputs } from "./schema";
import { pairIn, warnOfRetired } from "./verify";
import { warnOfIssue, warnOfRotation } from "./warnings";

/** What each edit costs. A new label is the same pair; new keepers ask for a new one. */
export const onChange: OnChange<ApiKeyPairInputs> = {
  environment: "replace",
  label: "update",
  supplied: "update",
  keepers: "replace",
  sealTo: "replace",
  retired: "update",
};

const equal: Equalities<ApiKeyPairInputs> = {
  supplied: (state, input) => {
    if (!state || !input || input === UNKNOWN) return state === input;
    if (state.publicKey !== input.publicKey) return false;
    if (input.privateKey === UNKNOWN) return true;
    if (!state.privateKey || !input.privateKey) return state.privateKey === input.privateKey;
    return privateKeyEquals(state.privateKey, input.privateKey);
  },
};

/** An API key pair: supplied by a person, or issued by the configured portal. */
export const apiKeyPair: Lifecycle<ApiKeyPairInputs, ApiKeyPairState> = {
  check(olds, news, offline) {
    const { inputs, failures } = parseKnown(apiKeyPairInputs, news);
    if (inputs === UNKNOWN) return { inputs, failures };
    declareCurrent(inputs, offline);
    if (olds === undefined) warnOfIssue(inputs, offline);
    return { inputs, failures: [...failures, ...rulesBroken(inputs, offline.configuration)] };
  },

  diff(_id, state, inputs, offline) {
    if (inputs === UNKNOWN) return { kind: "changed", replaces: [] };
    const changed = changedIn(onChange, equal, state, inputs);
    const difference = differenceOf(onChange, changed);
    const replaces = difference.kind === "changed" ? [...difference.replaces] : [];
    if (!suppliesSamePair(state, inputs)) replaces.push("supplied");
    if (replaces.includes("sealTo")) offline.warn(sealTargetChanges(state.publicKey));
    if (replaces.length > 0) {
      warnOfRotation(state, inputs, offline);
      return { kind: "changed", replaces };
    }
    warnOfRename("label", changed, state.label, inputs.label, offline);
    const isUnproven = state.status === undefined;
    // A sealed pair that was not verified at its making can't be verified any more.
    const isUnverifiable = isUnproven && pairIn(state) === undefined;
    // Nobody is given a pair that was not proven: it is updated, which proves it, or fails.
    if (isUnproven && !isUnverifiable && difference.kind === "same")
      return { kind: "drifted", replaces: [] };
    if (state.status !== "refused" && !isUnverifiable) return difference;
    // Found dead by a refresh. Only a portal makes another pair without a person.
    if (state.issuer === "supplied") {
      // Not while refreshing, which calls diff too: there it is only reported.
      if (!offline.run.declared.has(offline.resource)) return difference;
      throw suppliedPairRefused(state.publicKey);
    }
    warnOfRotation(state, inputs, offline);
    return { kind: "drifted", replaces: ["status"] };
  },

  preview,

  async create(inputs, online) {
    const { supplied } = inputs;
    const created = supplied
      ? await takeSupplied(inputs, supplied, online)
      : await makeIssued(inputs, online);
    online.run.current.set(online.resource, created.id);
    online.run.made.set(online.resource, created.id);
    return created;
  },

  read: (id, state, online) => observe(id, state, online),

  import: importPair,

  async update(id, state, inputs, online) {
    const { supplied, keepers, retired, label } = inputs;
    const privateKey = supplied?.privateKey ?? state.privateKey;
    const pair = pairIn({ ...state, privateKey });
    const isVerified = state.status === "accepted" && state.privateKey === privateKey;
    const issuer = supplied ? "supplied" : state.issuer;
    const verified = isVerified || !pair ? {} : await proven(pair, { ...state, issuer }, online);
    if (issuer === "portal" && label !== state.label) await online.portal().relabel(id, label);
    await warnOfRetired(inputs, online);
    online.run.current.set(online.resource, id);
    // Optional inputs are named one by one: an echo of one no longer declared would read as a change.
    const declared = { label, supplied, keepers, retired };
    return {
      ...state,
      ...declared,
      ...verified,
      issuer,
      privateKey,
      fingerprint: privateKey === undefined ? state.fingerprint : fingerprint(privateKey),
    };
  },

  async delete(id, state, online) {
    const { run, resource } = online;
    if (run.current.get(resource) === id) run.current.delete(resource);
    if (state.issuer === "portal") await removeIssued(id, state, online);
    else await warnOfSupplied(id, state, online);
  },
};
