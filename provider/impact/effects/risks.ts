import { type Context, listed } from "../context";
import type { Hidden } from "../hidden";
import type { Gap } from "../interruptions";
import type { DataSpace, Pair, Project, Risk } from "../model";
import { pairFacts } from "../resources";
import { compareLevels, type Level } from "../terms";

type Found = Omit<Risk, "accepted">;

export interface Effects {
  readonly pairs: readonly Pair[];
  readonly dataSpaces: readonly DataSpace[];
  readonly projects: readonly Project[];
  readonly hidden: readonly Hidden[];
  readonly blindSpots: readonly string[];
}

/** Every rule that applies, worst first. Its name is stable; docs/impact.md lists them. */
export function risksOf(context: Context, effects: Effects): Risk[] {
  const found = [
    ...ofSettings(context),
    ...ofHidden(effects.hidden, context),
    ...context.gaps.map((gap) => ofGap(gap, context)),
    ...ofAccount(context),
    ...effects.pairs.flatMap((pair) => ofPair(pair, context)),
    ...effects.dataSpaces.flatMap((space) => ofDataSpace(space, context)),
    ...effects.projects.flatMap(ofProject),
    ...ofPlan(effects.blindSpots, context),
  ];
  return unique(found)
    .sort((a, b) => compareLevels(b.level, a.level))
    .map((risk) => ({ ...risk, accepted: acceptance(risk, context) }));
}

const CRITICAL_SETTINGS: Readonly<Record<string, string>> = {
  keyPolicy: "what every preview says about interruptions rests on it",
  gatewayUrl: "every call, signed, goes there",
  sandboxGatewayUrl: "every sandbox call, signed, goes there",
  portalUrl: "the portal's token goes there, and new private keys come from there",
  merchantId: "it guards against touching another account",
};

function ofSettings({ options, plan }: Context): Found[] {
  return (options.changedSettings ?? []).map((key) => ({
    rule: "setting-changed",
    level: "critical",
    subject: key,
    urn: null,
    text: `The stack ${plan.stack} gets another ${key}: ${CRITICAL_SETTINGS[key] ?? "it decides what this stack touches"}.`,
  }));
}

function ofHidden(hidden: readonly Hidden[], { options }: Context): Found[] {
  const pairs = new Map<string, Hidden[]>();
  for (const one of hidden.filter(({ certain }) => certain))
    pairs.set(one.pair.urn, [...(pairs.get(one.pair.urn) ?? []), one]);
  return [...pairs.values()].map((all) => ({
    rule: "target-hides-dependants",
    level: "critical",
    subject: all[0]?.pair.name ?? "",
    urn: all[0]?.pair.urn ?? null,
    text: `This plan replaces the pair, but leaves out what takes it: ${listed(all.map(({ resource }) => resource.name))}${options.targeted ? "" : " (as --target does)"}. They keep the old pair.`,
  }));
}

function ofGap({ consumer, use, to }: Gap, context: Context): Found {
  const open = to === undefined;
  const environment = (pairFacts(use.pair.before) ?? pairFacts(use.pair.after))?.environment;
  const both = consumer.uses.some(({ pair }) => {
    const facts = pairFacts(pair.before) ?? pairFacts(pair.after);
    return facts?.environment === "production";
  });
  const [rule, level] = ratingOf(consumer.store?.role, open, environment === "sandbox" && both);
  const until = open
    ? "until a person acts"
    : `until step ${context.numberOf(to)} has given it the new one`;
  const what = consumer.store
    ? `the ${consumer.store.role} store ${consumer.store.name}`
    : `what ${consumer.name} feeds`;
  return {
    rule,
    level,
    subject: consumer.store?.name ?? consumer.name,
    urn: consumer.dataSpace?.urn ?? use.deliveries[0]?.urn ?? null,
    text: `Calls of ${what} with the pair ${use.pair.name} may be refused ${until}.`,
  };
}

function ratingOf(
  role: string | undefined,
  open: boolean,
  sandboxBeside: boolean,
): [string, Level] {
  // The connector signs with the production pair where a store has both.
  if (sandboxBeside) return ["sandbox-interrupted", role === "production" ? "medium" : "low"];
  if (role === "production")
    return open ? ["production-open-ended", "critical"] : ["production-interrupted", "high"];
  if (role === undefined || role === "unknown")
    return open ? ["consumer-open-ended", "high"] : ["consumer-interrupted", "medium"];
  return open ? ["store-open-ended", "high"] : ["store-interrupted", "medium"];
}

function ofAccount({ account, policy, numberOf }: Context): Found[] {
  const refused = account.refused.map(
    ({ token, step, holders }): Found => ({
      rule: "deletion-refused",
      level: "high",
      subject: token.resource.name,
      urn: token.resource.urn,
      text: `Step ${numberOf(step)} will be refused (CS4004), and the run fails there: ${listed(holders.map(({ name }) => name))} would still hold ${token.publicKey ?? "the old pair"}.`,
    }),
  );
  if (policy.keyPolicy !== "delete-first") return refused;
  const blocked = account.tokens
    .filter(({ born, issuer }) => born !== undefined && issuer === "portal")
    .filter((token) =>
      account.tokens.some(
        (other) =>
          other !== token &&
          other.environment === token.environment &&
          (other.issuer === "supplied" || other.resource !== token.resource),
      ),
    )
    .map(
      ({ resource }): Found => ({
        rule: "second-pair-refused",
        level: "high",
        subject: resource.name,
        urn: resource.urn,
        text: "The account takes no second pair in an environment (keyPolicy delete-first), and another one is in this stack: the run fails where the new pair is made, unless a person deletes the other one first.",
      }),
    );
  return [...refused, ...blocked];
}

function ofPair(pair: Pair, { policy, resources }: Context): Found[] {
  const subject = { subject: pair.name, urn: pair.urn };
  const found: Found[] = [];
  const sealed = resources.get(pair.urn)?.reasons.some((path) => /^sealTo\b/.test(path));
  if (sealed)
    found.push({
      rule: "seal-changed",
      level: "critical",
      ...subject,
      text: "Private keys will be readable by whoever holds another key (sealTo changes).",
    });
  const makes = pair.change === "issued" || (pair.change === "rotated" && pair.toUnknown);
  if (makes && policy.keyPolicy !== "overlapping")
    found.push({
      rule: "unseen-users",
      level: "medium",
      ...subject,
      text: `Making a pair ends the account's other ${pair.environment ?? ""} pair (keyPolicy ${policy.keyPolicy}): whoever uses that one outside this stack is interrupted too.`,
    });
  else if (pair.change === "rotated" && policy.keyPolicy !== "overlapping")
    found.push({
      rule: "ended-in-the-portal",
      level: "medium",
      ...subject,
      text: `The old pair ended in the portal (keyPolicy ${policy.keyPolicy}), before this run: whoever uses it outside this stack is interrupted too.`,
    });
  else if (pair.change === "rotated")
    found.push({
      rule: "rotation",
      level: "low",
      ...subject,
      text: "Every dependant of this stack gets the new pair before the old one goes; users outside this stack do not.",
    });
  if (pair.change === "removed")
    found.push({
      rule: "pair-removed",
      level: "medium",
      ...subject,
      text:
        pair.issuer === "supplied"
          ? "The pair is no longer declared; it works until a person deletes it."
          : "The pair is deleted for ever: whoever uses it outside this stack is cut off.",
    });
  if (pair.change === "left to delete")
    found.push({
      rule: "failed-rotation",
      level: "medium",
      ...subject,
      text: "An earlier rotation stopped half-way: this run gives the rest of the dependants the new pair, then deletes the old one.",
    });
  return found;
}

function ofDataSpace(
  { change, store, urn, name, dataLoss, from }: DataSpace,
  { resources }: Context,
): Found[] {
  const subject = { subject: store?.name ?? name, urn };
  const found: Found[] = [];
  const after = resources.get(urn)?.after?.facts;
  if (
    after?.kind === "dataSpace" &&
    change !== "forgotten" &&
    after.type === "Production" &&
    after.store &&
    after.store.role !== "production"
  )
    found.push({
      rule: "production-data-outside-production",
      level: "high",
      ...subject,
      text: `The ${after.store.role} store ${after.store.name} writes to a Production data space: its data mixes with the live store's.`,
    });
  if (change === "rebound")
    found.push(
      dataLoss && store?.role === "production"
        ? {
            rule: "production-data-space-changed",
            level: "critical",
            ...subject,
            text: `The production store ${store.name} loses access to its catalog and behavioral data${from ? ` in ${from}` : ""}.`,
          }
        : {
            rule: "data-space-changed",
            level: "medium",
            ...subject,
            text: "The store gets another data space, which is empty for it until its feeds have been sent again.",
          },
    );
  if (change === "forgotten")
    found.push({
      rule: "binding-forgotten",
      level: "low",
      ...subject,
      text: "The binding is no longer managed; the store keeps its settings.",
    });
  if (change === "bound")
    found.push({
      rule: "data-space-bound",
      level: "low",
      ...subject,
      text: "A store is bound to a data space for the first time.",
    });
  if (change === "renamed")
    found.push({ rule: "renamed", level: "low", ...subject, text: "Only a name changes." });
  return found;
}

function ofProject({ change, urn, name, text }: Project): Found[] {
  const subject = { subject: name, urn };
  if (change === "adopted or made")
    return [{ rule: "project-may-be-made", level: "medium", ...subject, text }];
  if (change === "replaced") return [{ rule: "project-replaced", level: "high", ...subject, text }];
  if (change === "renamed")
    return [{ rule: "renamed", level: "low", ...subject, text: "Only a name changes." }];
  return [];
}

function ofPlan(blindSpots: readonly string[], { plan }: Context): Found[] {
  return blindSpots.map((text) => ({
    rule: "plan-incomplete",
    level: "medium",
    subject: plan.stack,
    urn: null,
    text,
  }));
}

function unique(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ rule, subject, text }) => {
    const key = `${rule}\n${subject}\n${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** An acceptance holds through the day that it names. */
function acceptance({ rule, subject }: Found, { options }: Context): Risk["accepted"] {
  const { baseline, today } = options;
  if (!baseline || today === undefined) return null;
  const one = baseline.accept.find(
    (entry) =>
      entry.rule === rule &&
      (entry.subject === undefined || entry.subject === subject) &&
      today <= entry.until,
  );
  return one ? { until: one.until, reason: one.reason } : null;
}
