import { API_PORTAL } from "../../domain/adobe/pages";
import { stopsOthers, takesNoSecond, type WorkingPairEnd } from "../../domain/keyPolicy";
import { count, listed } from "../../domain/text";
import { endOfReplaced } from "../analysis/account";
import type { Context } from "../analysis/context";
import { pairFacts, type Resource } from "../plan/resources";
import type { Pair, PairChange } from "../report/model";

/** Every pair of the plan to which something happens, or whose users are interrupted. */
export function pairsOf(context: Context): Pair[] {
  return [...context.resources.values()]
    .filter(({ kind }) => kind === "ApiKeyPair")
    .map((resource) => pairOf(resource, context))
    .filter(({ change, interrupted }) => change !== "unchanged" || interrupted);
}

function pairOf(resource: Resource, context: Context): Pair {
  const before = pairFacts(resource.before);
  const after =
    resource.deletes !== undefined && resource.makes === undefined
      ? undefined
      : pairFacts(resource.after);
  const change = pairChangeOf(resource);
  const made = resource.makes !== undefined;
  return {
    urn: resource.urn,
    name: resource.name,
    environment: (after ?? before)?.environment ?? null,
    change,
    issuer: (after ?? before)?.issuer ?? "portal",
    from: before?.publicKey ?? null,
    to: (made ? after?.publicKey : after && (before ?? after).publicKey) ?? null,
    toUnknown: made && after?.publicKey === undefined,
    reasons: [...(resource.replaceReasons.length > 0 ? resource.replaceReasons : resource.reasons)],
    downstream: context.dependencies.downstream(resource.urn).map(({ urn }) => urn),
    stores: context.consumers.flatMap(({ store, uses }) =>
      store && uses.some(({ pair }) => pair === resource) ? [store.name] : [],
    ),
    interrupted: context.interruptions.some(({ use }) => use.pair === resource),
    rollback: rollbackOf(resource, change, context),
  };
}

export function pairChangeOf(resource: Resource): PairChange {
  const before = pairFacts(resource.before);
  const after = pairFacts(resource.after);
  if (resource.makes !== undefined) {
    if (before) return "rotated";
    return after?.issuer === "supplied" ? "adopted" : "issued";
  }
  if (resource.deletes !== undefined) return "removed";
  if (resource.updates !== undefined) {
    if (!resource.reasons.some((path) => /^supplied\b/.test(path))) {
      return resource.pending.length > 0 ? "left to delete" : "relabelled";
    }
    return before?.issuer === "portal" ? "taken over" : "corrected";
  }
  return resource.pending.length > 0 ? "left to delete" : "unchanged";
}

type WayBack = Pair["rollback"];

/** The way back at each point, by what happens to the pair. */
function rollbackOf(resource: Resource, change: PairChange, context: Context): WayBack {
  const { keyPolicy } = context.policy;
  const step = (index: number | undefined) =>
    index === undefined ? "" : `step ${context.numberOf(index)}`;
  const making = step(resource.makes);
  const deletion = step(resource.deletes);
  switch (change) {
    case "unchanged":
      return [];
    case "left to delete":
      return [
        {
          at: "now",
          text: "An earlier rotation made the new pair already: go forward with another up. The old pair does not come back as the current one.",
        },
      ];
    case "removed":
      return pairFacts(resource.before)?.issuer === "supplied"
        ? [
            {
              at: "until a person deletes it in the portal",
              text: "Declare the same supplied pair again.",
            },
          ]
        : [
            {
              at: `before ${deletion}`,
              text: "Stop the run: nothing has happened to the pair.",
            },
            {
              at: `after ${deletion}`,
              text: "No way back to this pair: declare it again, and a new one is made.",
            },
          ];
    case "issued": {
      if (!stopsOthers(keyPolicy)) return REVERT;
      const environment = pairFacts(resource.after)?.environment ?? "";
      return [
        { at: `before ${making}`, text: NOTHING_YET },
        {
          at: `from ${making} on`,
          text: `Reverting deletes the new pair, but does not bring back the account's other ${environment} pair, if it had one: that is dead, and whoever used it must be given another one.`,
        },
      ];
    }
    case "rotated": {
      const end = endOfReplaced(resource, keyPolicy);
      return end ? wayBackFrom(end, making, deletion) : [];
    }
    default:
      return REVERT;
  }
}

const NOTHING_YET = "Stop the run: nothing has happened.";
const REVERT: WayBack = [{ at: "at any point", text: "Revert the change and run up again." }];

/** The way back to a pair that is replaced: as long as it works, and no longer. */
function wayBackFrom(end: WorkingPairEnd, making: string, deletion: string): WayBack {
  switch (end) {
    case "by a person":
      return [
        {
          at: `until a person deletes the old pair at ${API_PORTAL}`,
          text: "Supply the old pair again and run up: it is still accepted.",
        },
      ];
    case "in the portal":
      return [
        {
          at: "before the new pair is made in the portal",
          text: "Nothing has happened: keep the old pair.",
        },
        {
          at: "from then on",
          text: "No way back: the old pair is dead. Go forward with up, or supply yet another pair.",
        },
      ];
    case "blocked":
    case "before creation":
      return [
        { at: `before ${deletion}`, text: NOTHING_YET },
        {
          at: `from ${deletion} on`,
          text: "No way back to the old pair. Run up again until it succeeds.",
        },
      ];
    case "at creation":
      return [
        { at: `before ${making}`, text: NOTHING_YET },
        {
          at: `from ${making} on`,
          text: "No way back to the old pair: it is dead. Run up again until every dependant has the new one.",
        },
      ];
    case "after dependants":
      return [
        { at: `before ${making}`, text: NOTHING_YET },
        {
          at: `from ${making} until ${deletion}`,
          text: "Both pairs work: nobody is interrupted. Revert the change and run up: a third pair is made, every dependant is given it, and both others are deleted.",
        },
        { at: `after ${deletion}`, text: "No way back to the old pair: rotate again." },
      ];
  }
}

/** What people must do for the pairs, and when. */
export function handWorkForPairs(context: Context, hypothetical: boolean) {
  const { keyPolicy } = context.policy;
  const work: { when: "before" | "during" | "after"; afterStep: number | null; text: string }[] =
    [];
  for (const resource of context.resources.values()) {
    if (resource.kind !== "ApiKeyPair") continue;
    const before = pairFacts(resource.before);
    const after = pairFacts(resource.after);
    const rotated = before !== undefined && resource.makes !== undefined;
    if (rotated && after?.issuer === "supplied" && hypothetical) {
      const first = takesNoSecond(keyPolicy) ? "delete the old pair, then " : "";
      work.push({
        when: "before",
        afterStep: null,
        text: `The licence holder: at ${API_PORTAL} ${first}make the new ${after.environment ?? ""} pair, save its private key (it is shown once), and supply both halves to ${resource.name}.`,
      });
    }
    const end = endOfReplaced(resource, keyPolicy);
    if (end === "blocked")
      work.push({
        when: "before",
        afterStep: null,
        text: `Delete ${before?.publicKey ?? "the old pair"} at ${API_PORTAL}: the account takes no second pair, and no call deletes a supplied one.`,
      });
    else if (
      before?.issuer === "supplied" &&
      (rotated || resource.op === "delete") &&
      // To make the new one, a person has deleted it already.
      (end === "by a person" || !takesNoSecond(keyPolicy))
    )
      work.push({
        when: "after",
        afterStep: null,
        text: `Delete ${before.publicKey ?? "the old pair"} at ${API_PORTAL}, once nothing outside this stack uses it.`,
      });
  }
  // One entry a pair: a stack of 10,000 stores has one thing to do, not 10,000.
  const byPair = new Map<Resource, string[]>();
  for (const { uses, store } of context.consumers)
    for (const use of uses)
      if (
        use.unfed &&
        store &&
        (use.pair.makes !== undefined ||
          context.interruptions.some((interruption) => interruption.use === use))
      )
        byPair.set(use.pair, [...(byPair.get(use.pair) ?? []), store.name]);
  for (const [pair, stores] of byPair) {
    const { makes } = pair;
    work.push({
      when: "during",
      afterStep: makes === undefined ? null : context.numberOf(makes),
      text: `Give ${count(stores.length, "store")} (${listed(stores)}) the new pair of ${pair.name} by hand, at once: Admin > System > Services > Commerce Services Connector (older versions: Stores > Settings > Configuration > Services). No resource of this stack does.`,
    });
  }
  return work;
}
