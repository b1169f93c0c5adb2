import { keepsBoth } from "../../domain/keyPolicy";
import { factsAs, pairFacts } from "../plan/resources";
import { type Account, EARLIER, IN_PORTAL, type PairInstance } from "./account";
import { type Consumer, deliveryStep, type Use } from "./consumers";

/** A stretch in which calls of a consumer may be refused. Steps are indexes into the run's order. */
export interface Interruption {
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
export function interruptionsOf(consumers: readonly Consumer[], account: Account): Interruption[] {
  return consumers.flatMap((consumer) =>
    consumer.uses.flatMap((use) => interruptionsIn(consumer, use, account)),
  );
}

function interruptionsIn(
  consumer: Consumer,
  use: Use,
  { instances, death, policy }: Account,
): Interruption[] {
  const { pair } = use;
  const own = instances.filter(({ resource }) => resource === pair);
  const old = own.find(({ age }) => age === "old");
  const made = own.find(({ age }) => age === "new");
  const [pending] = own.filter(({ age }) => age === "pending");
  const delivered = deliveryStep(use);
  const interruptions: Interruption[] = [];
  const add = (
    instance: PairInstance | undefined,
    since: number,
    until: number | undefined,
    more: string[],
  ) => {
    const end = instance && death(instance);
    if (!end || (until !== undefined && end.at >= until)) return;
    const from = Math.max(end.at, since);
    const assumed = [...(use.unfed ? [UNFED] : []), ...more];
    interruptions.push({ consumer, use, from, to: until, by: end.by, assumed });
  };

  if (use.heldBefore) {
    const left = delivered !== undefined && isLeftBehind(consumer, use, pending !== undefined);
    if (left && pending !== undefined) add(pending, EARLIER, delivered, [HOLDS_OLD]);
    else if (left && !keepsBoth(policy))
      interruptions.push({
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
  return interruptions;
}

const isDeleted = ({ deliveries }: Use) => deliveries.every(({ op }) => op === "delete");

/**
 * Whether an earlier run made the pair and gave it to nobody (`--target`), or failed before it did:
 * then what brings it, and is updated at last, was changed last before the pair was made. A plan
 * without times tells by its traces: an old pair that is still to be deleted, or a data space that
 * signs with one.
 */
function isLeftBehind(
  { dataSpace }: Consumer,
  { pair, deliveries }: Use,
  oldIsPending: boolean,
): boolean {
  const createdMs = pair.before?.createdMs;
  const given = deliveries
    .filter(({ updates, before }) => updates !== undefined && before && before.feeds.length > 0)
    .map(({ before }) => before?.modifiedMs);
  if (createdMs !== undefined && !given.includes(undefined))
    return given.some((modifiedMs = createdMs) => modifiedMs < createdMs);
  if (oldIsPending) return true;
  const signsWith = factsAs(dataSpace?.before, "dataSpace")?.signsWith;
  const current = pairFacts(pair.before)?.publicKey;
  return (
    signsWith !== undefined &&
    current !== undefined &&
    signsWith !== current &&
    dataSpace?.before?.dependencies.includes(pair.urn) === true
  );
}
