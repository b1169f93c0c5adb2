import { stopsOthers } from "../../domain/keyPolicy";
import { ourKind } from "../../domain/urn";
import { outlivesRun } from "../analysis/account";
import type { Context } from "../analysis/context";
import { changes } from "../plan/order";
import type { PlanStep } from "../plan/plan";
import { pairFacts } from "../plan/resources";
import type { Step } from "../report/model";
import { doubtfulUpdates } from "./notes";

/** The steps that change something, in the order of the run, each with what it does. */
export function stepsOf(context: Context): Step[] {
  const doubtful = new Set(doubtfulUpdates(context).map(({ urn }) => urn));
  return context.order.flatMap((step, index) =>
    changes(step) && isReported(step, context)
      ? [
          {
            number: context.numberOf(index),
            op: step.op,
            urn: step.urn,
            type: step.type,
            name: step.name,
            does: whatItDoes(step, context),
            doubtful: doubtful.has(step.urn),
          },
        ]
      : [],
  );
}

/** A step of this package, or of a resource that depends on it. */
export const isReported = ({ urn, type }: PlanStep, { consumers }: Context): boolean =>
  ourKind(type) !== undefined || feedsOf(consumers).has(urn);

const cache = new WeakMap<Context["consumers"], Set<string>>();
/** Asked for every step of a plan of thousands: gathered once. */
function feedsOf(consumers: Context["consumers"]): Set<string> {
  const known = cache.get(consumers);
  if (known) return known;
  const urns = new Set(consumers.flatMap(({ feeds }) => feeds.map(({ urn }) => urn)));
  cache.set(consumers, urns);
  return urns;
}

function whatItDoes({ op, type, urn, old, next }: PlanStep, context: Context): string {
  const kind = ourKind(type);
  const making = op === "create" || op === "create-replacement";
  if (kind === "ApiKeyPair") {
    if (making)
      return pairFacts(next)?.issuer === "supplied"
        ? "takes the supplied pair and proves it by a signed call"
        : `has the portal issue a pair and proves it by a signed call${endsOthers(context)}`;
    if (op === "update") return "updates the pair in place: its public key stays";
    const publicKey = pairFacts(old)?.publicKey ?? "the old pair";
    if (pairFacts(old)?.issuer === "supplied")
      return `forgets ${publicKey}: only a person can delete it`;
    if (old?.retained) {
      const resource = context.resources.get(urn);
      const isAlive = resource === undefined || outlivesRun(resource, context.policy.keyPolicy);
      return `forgets ${publicKey}${isAlive ? ", which stays alive" : ""} (retainOnDelete)`;
    }
    return `deletes ${publicKey} and proves it dead`;
  }
  if (kind === undefined)
    return op.startsWith("delete")
      ? "is deleted"
      : making
        ? "is made"
        : "gets what changed before it";
  if (op.startsWith("delete")) return "is forgotten; it stays in the account";
  if (making)
    return kind === "SaasProject"
      ? "finds or makes the project"
      : "finds the data space and binds the store";
  const reasons = context.resources.get(urn)?.reasons ?? [];
  return reasons.every((path) => /^keyPair\b/.test(path))
    ? "fetches its own row with the new pair, which proves it"
    : "is updated in place";
}

const endsOthers = ({ policy }: Context) =>
  stopsOthers(policy.keyPolicy) ? "; the account's other pair stops here" : "";
