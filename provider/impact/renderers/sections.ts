import { sanitize } from "../../domain/sanitize";

import type { Interruption, Moment, Pair, Report } from "../report/model";

/** The report as people read it: text, Markdown and HTML differ only in how they draw this. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Shown at once; the rest unfolds. */
  readonly open: boolean;
  readonly head?: readonly string[];
  /** Columns are those of `head`; the last one is prose. */
  readonly rows?: readonly (readonly string[])[];
  readonly items?: readonly Item[];
}
export interface Item {
  readonly lead: string;
  readonly text: string;
  readonly notes?: readonly string[];
  /** Commands, to be copied as they are. */
  readonly commands?: readonly string[];
}

/** Worst first. Sections without anything to say are left out. */
export function sectionsOf(report: Report): Section[] {
  return [
    risks(report),
    interruptions(report),
    items(
      "hand",
      "By hand",
      true,
      report.handWork.map(({ when, afterStep, text }) => ({
        lead: afterStep === null ? WHEN[when] : `After step ${afterStep}`,
        text,
      })),
    ),
    items(
      "data-spaces",
      "Data spaces",
      true,
      report.dataSpaces.map((space) => ({
        lead: `${space.name}: ${space.change}${space.dataLoss ? ", data out of reach" : ""}`,
        text: space.text,
        commands: space.resync,
      })),
    ),
    items("pairs", "Key pairs", true, report.pairs.map(pairItem)),
    items(
      "projects",
      "Projects",
      true,
      report.projects.map(({ name, change, text }) => ({ lead: `${name}: ${change}`, text })),
    ),
    items(
      "blind",
      "What this plan hides",
      true,
      report.blindSpots.map((text) => ({ lead: "", text })),
    ),
    items(
      "unknown",
      "Unknown until up",
      false,
      report.unknown.map(({ subject, text }) => ({ lead: subject, text })),
    ),
    {
      id: "stores",
      title: "Stores",
      open: false,
      head: ["Store", "Role", "Data space", "Pairs", "Services"],
      rows: report.stores.map(({ name, role, dataSpace, pairs, services }) => [
        name,
        role,
        [dataSpace.name ?? "name unknown", dataSpace.type].filter(Boolean).join(", "),
        pairs.join(", ") || "none of this stack",
        services.join(", ") || "unknown",
      ]),
    },
    {
      id: "steps",
      title: "Order of steps",
      open: false,
      head: ["Step", "Operation", "Type", "Resource", "What it does"],
      rows: report.steps.map(({ number, op, type, name, does, doubtful }) => [
        String(number),
        op,
        shortType(type),
        name,
        doubtful ? `${does}; may turn out unchanged` : does,
      ]),
    },
    items(
      "warnings",
      "Warnings of the preview",
      false,
      report.warnings.map(({ code, subject, text }) => ({ lead: `${code} ${subject}`, text })),
    ),
    items(
      "unseen",
      "What a stack can't see",
      true,
      report.unseen.map((text) => ({ lead: "", text })),
    ),
  ].filter(({ rows, items }) => (rows ?? items ?? []).length > 0);
}

/** `SaasProject`, `Secret`: a name alone may be that of several resources. */
const shortType = (type: string): string => type.slice(type.lastIndexOf(":") + 1);

const WHEN = { before: "Before up", during: "During up", after: "After up" } as const;

function risks({ risks }: Report): Section {
  return {
    id: "risks",
    title: "Risks",
    open: true,
    head: ["Risk", "Subject", "Rule", "What"],
    rows: risks.map(({ level, subject, rule, text, accepted }) => [
      accepted ? `${level} (accepted)` : level,
      subject,
      rule,
      accepted ? `${text} Accepted until ${accepted.until}: ${accepted.reason}` : text,
    ]),
  };
}

function interruptions({ interruptions }: Report): Section {
  return {
    id: "interruptions",
    title: "Interruptions",
    open: true,
    head: ["Who", "Role", "Pair", "From", "Until", "Services, and what is assumed"],
    rows: interruptions.map((one) => [
      one.consumer,
      one.role ?? "no store known",
      one.pair,
      momentText(one.from),
      momentText(one.to),
      servicesAndAssumptions(one),
    ]),
  };
}

function servicesAndAssumptions({ services, assumed }: Interruption): string {
  const which = services.length > 0 ? services.join(", ") : "services unknown";
  return assumed.length > 0 ? `${which}. Assumed: ${assumed.join("; ")}.` : `${which}.`;
}

const items = (id: string, title: string, open: boolean, list: readonly Item[]): Section => ({
  id,
  title,
  open,
  items: list,
});

function pairItem({
  name,
  change,
  environment,
  issuer,
  from,
  to,
  toUnknown,
  reasons,
  downstream,
  rollback,
}: Pair): Item {
  const after = toUnknown ? "known after up" : (to ?? "none");
  const keys = from === to ? (from ?? after) : `${from ?? "none"} → ${after}`;
  const why = reasons.length > 0 ? ` Because of: ${reasons.join(", ")}.` : "";
  const below =
    downstream.length > 0
      ? ` ${downstream.length === 1 ? "1 resource depends" : `${downstream.length} resources depend`} on it.`
      : "";
  return {
    lead: `${name}: ${change} (${environment ?? "environment unknown"}, ${issuer === "portal" ? "issued by the portal" : "supplied"})`,
    text: `${keys}.${why}${below}`,
    notes: rollback.map(({ at, text }) => `Way back ${at}: ${text}`),
  };
}

/** A moment in words. */
export function momentText(moment: Moment): string {
  if (moment.kind === "step") return `step ${moment.step}`;
  if (moment.kind === "person") return "a person acts";
  return moment.kind === "earlier-run" ? "an earlier run" : "in the portal, before any up";
}

/** What the report rests on, in one line. */
export function policyText({ policy }: Report): string {
  const source = {
    configuration: "as the stack is configured",
    default: "the default: nothing is configured",
    option: "as given",
    portal: "as the portal reported",
  }[policy.source];
  const assumed = policy.assumed ? "; assumed, because the portal was not asked" : "";
  return `Key policy ${policy.keyPolicy}, ${source}${assumed}.`;
}

/** What else the plan does; empty when that is nothing. */
export const otherChangesText = ({ otherChanges }: Report): string =>
  otherChanges === 0
    ? ""
    : `${otherChanges === 1 ? "1 other change of the plan touches" : `${otherChanges} other changes of the plan touch`} nothing of Commerce Services.`;

export const stackText = ({ stack, question }: Report): string =>
  `Stack ${sanitize(stack.project)}/${sanitize(stack.name)}: ${sanitize(question)}.`;

export const riskText = ({ risk, changes }: Report): string =>
  risk ?? (changes ? "no risk found" : "no changes");
