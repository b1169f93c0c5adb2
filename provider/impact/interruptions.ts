import { type Account, EARLIER, IN_PORTAL, type Token } from "./account";
import { type Consumer, deliveryStep, type Use } from "./consumers";
import { factsAs, pairFacts, type Resource } from "./resources";

/** A stretch in which calls of a consumer may be refused. Steps are indexes into the run's order. */
export interface Gap {
  readonly consumer: Consumer;
  readonly use: Use;
  /** {@link EARLIER}, {@link IN_PORTAL} or a step. */
  readonly from: number;
  /** The step at whose end it is over; undefined: until a person acts. */
  readonly to: number | undefined;
  readonly by: "policy" | "deletion";
  readonly assumed: readonly string[];
}

export const UNFED =
  "no resource of this stack carries the store's settings: it is taken to use the pair that its data space signs with";
export const HOLDS_OLD =
  "which pair the store holds since the failed run is not in the plan: it is taken to hold the old one";

/** Where a consumer holds a pair that does not work, by what the account does with each pair. */
export function gapsOf(consumers: readonly Consumer[], account: Account): Gap[] {
  return consumers.flatMap((consumer) =>
    consumer.uses.flatMap((use) => gapsIn(consumer, use, account)),
  );
}

function gapsIn(consumer: Consumer, use: Use, { tokens, death, policy }: Account): Gap[] {
  const { pair } = use;
  const own = tokens.filter(({ resource }) => resource === pair);
  const old = own.find(({ age }) => age === "old");
  const made = own.find(({ age }) => age === "new");
  const [pending] = own.filter(({ age }) => age === "pending");
  const delivered = deliveryStep(use);
  const gaps: Gap[] = [];
  const add = (
    token: Token | undefined,
    since: number,
    until: number | undefined,
    more: string[],
  ) => {
    const end = token && death(token);
    if (!end || (until !== undefined && end.at >= until)) return;
    const from = Math.max(end.at, since);
    const assumed = [...(use.unfed ? [UNFED] : []), ...more];
    gaps.push({ consumer, use, from, to: until, by: end.by, assumed });
  };

  if (use.heldBefore) {
    // A resource that this plan updates though the pair stays was left behind by an earlier run.
    if (pending !== undefined && delivered !== undefined)
      add(pending, EARLIER, delivered, [HOLDS_OLD]);
    else if (
      delivered !== undefined &&
      holdsAnEarlierPair(consumer, pair) &&
      policy !== "overlapping"
    )
      gaps.push({
        consumer,
        use,
        from: EARLIER,
        to: delivered,
        by: "policy",
        assumed: [HOLDS_OLD],
      });
    else add(old, EARLIER, delivered, []);
  }
  if (use.heldAfter && delivered !== undefined && !isDeleted(use)) {
    add(made ?? old, Math.max(delivered, IN_PORTAL), undefined, []);
  }
  return gaps;
}

const isDeleted = ({ deliveries }: Use) => deliveries.every(({ op }) => op === "delete");

/**
 * The store's data space still signs with a pair that its resource no longer has: an earlier run
 * replaced the pair and gave it to nobody (`--target`), or failed before it did.
 */
function holdsAnEarlierPair({ dataSpace }: Consumer, pair: Resource): boolean {
  const signsWith = factsAs(dataSpace?.before, "dataSpace")?.signsWith;
  const current = pairFacts(pair.before)?.publicKey;
  return (
    pair.makes === undefined &&
    signsWith !== undefined &&
    current !== undefined &&
    signsWith !== current &&
    dataSpace?.before?.dependencies.includes(pair.urn) === true
  );
}
