import { byName, listed } from "../../domain/text";
import type { Context } from "../analysis/context";
import type { Hidden } from "../analysis/hidden";
import { compareLevels } from "../report/levels";
import type { DataSpace, Pair, Project, Risk } from "../report/model";
import { type Finding, rules } from "../report/rules";
import { risksOfDataSpace, risksOfProject } from "./dataSpaceRisks";
import { riskOfInterruption } from "./interruptionRisks";
import { risksOfAccount, risksOfPair, risksOfRings } from "./pairRisks";
import { risksOfSettings } from "./settingRisks";

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
    ...risksOfSettings(context),
    ...ofHidden(effects.hidden, context),
    ...context.interruptions.map((interruption) => riskOfInterruption(interruption, context)),
    ...risksOfAccount(context),
    ...risksOfRings(context),
    ...effects.pairs.flatMap((pair) => risksOfPair(pair, context)),
    ...effects.dataSpaces.flatMap((space) => risksOfDataSpace(space, context)),
    ...effects.projects.flatMap(risksOfProject),
    ...ofPlan(effects.blindSpots, context),
  ];
  return unique(found)
    .sort(worstFirst)
    .map((risk) => ({ ...risk, accepted: acceptance(risk, context) }));
}

function ofHidden(hidden: readonly Hidden[], { options }: Context): Finding[] {
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

function ofPlan(blindSpots: readonly string[], { plan }: Context): Finding[] {
  return blindSpots.map((text) => ({
    rule: "plan-incomplete",
    level: "medium",
    subject: plan.stack,
    urn: null,
    text,
  }));
}

/**
 * By level, then by rule in the order of {@link rules}, then by name: the engine takes resources that
 * do not depend on each other in any order, and the same plan must read the same.
 */
const worstFirst = (a: Finding, b: Finding): number =>
  compareLevels(b.level, a.level) ||
  ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule) ||
  byName(a.subject, b.subject);
const ORDER = Object.keys(rules);

function unique(found: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return found.filter(({ rule, subject, text }) => {
    const key = `${rule}\n${subject}\n${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** An acceptance holds through the day that it names. */
function acceptance({ rule, subject }: Finding, { options }: Context): Risk["accepted"] {
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
