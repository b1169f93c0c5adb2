import type { Context } from "../analysis/context";
import type { Interruption } from "../analysis/interruptions";
import { pairFacts } from "../plan/resources";
import type { Level } from "../report/levels";
import type { Finding, Rule } from "../report/rules";

/** How bad it is that this consumer is refused for that long. */
export function riskOfInterruption({ consumer, use, to }: Interruption, context: Context): Finding {
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

function ratingOf(role: string | undefined, open: boolean, sandboxBeside: boolean): [Rule, Level] {
  // The connector signs with the production pair where a store has both.
  if (sandboxBeside) return ["sandbox-interrupted", role === "production" ? "medium" : "low"];
  if (role === "production")
    return open ? ["production-open-ended", "critical"] : ["production-interrupted", "high"];
  if (role === undefined || role === "unknown")
    return open ? ["consumer-open-ended", "high"] : ["consumer-interrupted", "medium"];
  return open ? ["store-open-ended", "high"] : ["store-interrupted", "medium"];
}
