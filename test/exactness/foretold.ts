import { changesSomething } from "commerce-services-testkit/project/plan";
import type { Plan, Report } from "../../provider/impact";
import { callsOf, type RawPlan } from "./callsOf";
import {
  interruptionOf,
  momentOf,
  operationOf,
  propertiesOf,
  type Said,
  type Telling,
} from "./telling";

/** A deletion that the provider will refuse ends the run with an error, and does not happen. */
export const isRefused = ({ risks }: Report): boolean =>
  risks.some(({ rule }) => rule === "deletion-refused" || rule === "run-refused");

/** Pairs that are not replaced at all: nothing of what the plan has for them happens. */
const unmadeIn = ({ risks }: Report) =>
  new Set(risks.flatMap(({ rule, urn }) => (rule === "run-refused" ? [urn] : [])));

/** What a plan and its report say of the run to come. */
export function foretold(
  plan: Plan,
  report: Report,
  raw: RawPlan,
  outputs: Telling["outputs"],
): Telling {
  const refused = isRefused(report);
  const unmade = unmadeIn(report);
  const steps = raw.steps.filter(
    (step) =>
      changesSomething(step) &&
      !unmade.has(step.urn) &&
      !(refused && step.op === "delete-replaced" && /:ApiKeyPair::/.test(step.urn)),
  );
  return {
    operations: steps.map(operationOf),
    properties: steps.flatMap(propertiesOf),
    outputs,
    calls: callsOf(plan, raw, refused).filter(({ urn }) => !unmade.has(urn)),
    interruptions: interruptionsOf(report),
  };
}

/** As the stores know them: one stretch where the report has two that touch. */
function interruptionsOf(report: Report): Said[] {
  const stretches: { store: string; environment: string; from: string; to: string }[] = [];
  for (const { consumer, environment, from, to } of report.interruptions) {
    const one = {
      store: storeOf(report, consumer),
      environment: environment ?? "unknown",
      from: momentIn(report, from),
      to: momentIn(report, to),
    };
    const before = stretches.find(
      ({ store, environment, to }) =>
        store === one.store && environment === one.environment && to === one.from,
    );
    if (before) before.to = one.to;
    else stretches.push(one);
  }
  return stretches.map(({ store, environment, from, to }) =>
    interruptionOf(store, environment, from, to),
  );
}

/** A store in the report goes by its declared name; here, by the resource that feeds it, if any does. */
function storeOf({ stores }: Report, consumer: string): string {
  const fedBy = stores.find(({ name }) => name === consumer)?.fedBy ?? [];
  const secret = fedBy.find((urn) => urn.includes(":StoreSecret::"));
  return secret?.split("::").at(-1) ?? consumer;
}

function momentIn({ steps }: Report, moment: Report["interruptions"][number]["from"]): string {
  if (moment.kind === "portal" || moment.kind === "person") return moment.kind;
  if (moment.kind === "earlier-run") return "earlier run";
  const step = steps.find(({ number }) => number === moment.step);
  return step ? momentOf(step) : `step ${moment.step}, which the report does not list`;
}
