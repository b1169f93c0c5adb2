import { DEFAULT_KEY_POLICY, isKeyPolicy } from "../domain/keyPolicy";
import { byName } from "../domain/text";
import { accountOf, EARLIER, IN_PORTAL } from "./analysis/account";
import { consumersOf } from "./analysis/consumers";
import type { Context, ImpactOptions } from "./analysis/context";
import { hiddenDependants } from "./analysis/hidden";
import { type Interruption, interruptionsOf } from "./analysis/interruptions";
import { withRotation } from "./analysis/rotate";
import { dataSpacesOf, handWorkForDataSpaces, projectsOf } from "./effects/dataSpaces";
import { graphOf, storesOf } from "./effects/drawing";
import { blindSpotsOf, unknownOf, unseenOf, warningsOf } from "./effects/notes";
import { handWorkForPairs, pairsOf } from "./effects/pairs";
import { risksOf } from "./effects/risks";
import { isReported, stepsOf } from "./effects/steps";
import { dependenciesOf } from "./plan/graph";
import { changes, inRunOrder } from "./plan/order";
import type { Plan } from "./plan/plan";
import { pairFacts, resourcesOf } from "./plan/resources";
import { headlineOf } from "./report/headline";
import { worst } from "./report/levels";
import type { Report } from "./report/model";

/**
 * What carrying out a plan would do to the stores and services of its stack.
 *
 * Pure: the same plan and options give the same report.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { impactOf, readPlan } from "pulumi-commerce-services/impact";
 *
 * const plan = readPlan(readFileSync("plan.json", "utf8"));
 * const report = impactOf(plan);
 * if (report.risk === "critical") throw new Error(report.headline);
 * ```
 */
export function impactOf(asked: Plan, options: ImpactOptions = {}): Report {
  const policy = policyOf(asked, options);
  const { rotate } = options;
  const plan = rotate === undefined ? asked : withRotation(asked, rotate, policy.keyPolicy);
  const context = contextOf(plan, options, policy);
  const hidden = hiddenDependants(context);
  const pairs = pairsOf(context);
  const dataSpaces = dataSpacesOf(context);
  const projects = projectsOf(context);
  const blindSpots = blindSpotsOf({ ...context, plan: asked });
  const risks = risksOf(context, { pairs, dataSpaces, projects, hidden, blindSpots });
  const steps = stepsOf(context);
  const otherChanges = context.order.filter(
    (step) => changes(step) && !isReported(step, context),
  ).length;
  const parts = {
    risk:
      worst(risks.filter(({ accepted }) => accepted === null).map(({ level }) => level)) ?? null,
    changes: context.order.some(changes),
    interruptions: reported(context),
    pairs,
    dataSpaces,
    projects,
  };
  return {
    schemaVersion: 1,
    stack: { project: plan.project, name: plan.stack },
    question:
      rotate === undefined
        ? "this plan"
        : `a rotation of ${rotate}, which nobody has asked for yet`,
    headline: headlineOf(parts, rotate),
    policy,
    risks,
    stores: storesOf(context),
    steps,
    otherChanges,
    handWork: [
      ...handWorkForPairs(context, rotate !== undefined),
      ...handWorkForDataSpaces(dataSpaces, context),
    ],
    unseen: unseenOf(context),
    blindSpots,
    unknown: unknownOf(context, hidden),
    warnings: warningsOf(context),
    graph: graphOf(context),
    ...parts,
  };
}

function policyOf({ config }: Plan, { keyPolicy: given }: ImpactOptions): Report["policy"] {
  if (given)
    return {
      keyPolicy: given.value,
      source: given.reported ? "portal" : "option",
      assumed: given.reported !== true,
    };
  return isKeyPolicy(config.keyPolicy)
    ? { keyPolicy: config.keyPolicy, source: "configuration", assumed: true }
    : { keyPolicy: DEFAULT_KEY_POLICY, source: "default", assumed: true };
}

function contextOf(plan: Plan, options: ImpactOptions, policy: Report["policy"]): Context {
  const order = inRunOrder(plan, policy.keyPolicy);
  const resources = resourcesOf(order);
  const dependencies = dependenciesOf(resources);
  const consumers = consumersOf(dependencies);
  const account = accountOf(resources, policy.keyPolicy, options.targeted === true);
  const numbers: number[] = [];
  let last = 0;
  for (const step of order) numbers.push(changes(step) ? ++last : last);
  const numberOf = (index: number) => numbers[index] ?? last;
  return {
    plan,
    options,
    policy,
    order,
    resources,
    dependencies,
    consumers,
    account,
    interruptions: interruptionsOf(consumers, account),
    numberOf,
    momentOf(index) {
      if (index === undefined) return { kind: "person" };
      if (index === EARLIER) return { kind: "earlier-run" };
      return index === IN_PORTAL ? { kind: "portal" } : { kind: "step", step: numberOf(index) };
    },
  };
}

/** As the report tells them: worst first, with the moments of the run. */
const reported = ({ interruptions, momentOf, policy }: Context): Report["interruptions"] =>
  [...interruptions]
    .sort((a, b) => weight(b) - weight(a) || byName(a.consumer.name, b.consumer.name))
    .map(({ consumer, use, from, to, by, assumed }) => ({
      store: consumer.store?.name ?? null,
      consumer: consumer.name,
      role: consumer.store?.role ?? null,
      pair: use.pair.name,
      environment: (pairFacts(use.pair.before) ?? pairFacts(use.pair.after))?.environment ?? null,
      from: momentOf(from),
      to: momentOf(to),
      services: [...consumer.services],
      assumed: [
        ...(by === "policy" && policy.assumed
          ? [`the account's key policy is ${policy.keyPolicy} (${SOURCE[policy.source]})`]
          : []),
        ...assumed,
      ],
    }));

/** Worst first: production, then what no step of this plan ends. */
const weight = ({ consumer, to }: Interruption): number =>
  (consumer.store?.role === "production" ? 2 : 0) + (to === undefined ? 1 : 0);

const SOURCE = {
  configuration: "as the stack is configured",
  default: "the default, nothing is configured",
  option: "as given",
  portal: "as the portal says",
} as const;
