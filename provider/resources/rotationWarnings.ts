import { API_PORTAL } from "../domain/adobe/pages";
import { defineWarning } from "../domain/errors";
import { type KeyPolicy, keepsBoth, type PairEnd, stopsOthers } from "../domain/keyPolicy";

const AT_ONCE =
  "Rotate in a quiet hour, and give the new pair at once to stores that this stack does not feed.";

export const rotationStops = defineWarning(
  "CS5001",
  {
    title: "The rotation interrupts every user of the pair",
    when: "In preview and up, when an issued pair is replaced in an exclusive account.",
  },
  (publicKey: string) => ({
    problem: `replacing ${publicKey} stops it the moment the new pair is made (keyPolicy exclusive): every store that uses it is refused from that step until it has been given the new pair; the rows of the data spaces name them. The new pair is proven before ${publicKey} is deleted; with the option deleteBeforeReplace the deletion is refused instead`,
    fix: AT_ONCE,
  }),
);

export const rotationOverlaps = defineWarning(
  "CS5002",
  {
    title: "The rotation keeps both pairs until every dependant has the new one",
    when: "In preview and up, when an issued pair is replaced and the account lets both work.",
  },
  (publicKey: string, because: string) => ({
    problem: `replacing ${publicKey} stops nobody in this stack (${because}): the new pair is proven, and ${publicKey} is deleted once every dependant has it`,
    fix: "Make sure that no store outside this stack uses it: it is dead after this up. The options deleteBeforeReplace and retainOnDelete change that: with the first the deletion is refused, with the second the pair stays.",
  }),
);

export const rotationDeletesFirst = defineWarning(
  "CS5003",
  {
    title: "The rotation deletes the old pair before the new one exists",
    when: "In preview and up, when an issued pair is replaced in a delete-first account.",
  },
  (publicKey: string) => ({
    problem: `replacing ${publicKey} deletes it before the new pair is made and proven (keyPolicy delete-first): every store that uses it is refused from that step until it has been given the new pair; the rows of the data spaces name them`,
    fix: AT_ONCE,
  }),
);

export const suppliedRotation = defineWarning(
  "CS5004",
  {
    title: "A supplied pair is replaced",
    when: "In preview and up. The interruption, if the policy has one, may have begun in the portal.",
  },
  (publicKey: string, end: PairEnd, policy: KeyPolicy) => ({
    problem: `the supplied pair ${publicKey} is replaced (keyPolicy ${policy}): ${suppliedEnds(end)}`,
    fix:
      end === "blocked"
        ? `Delete ${publicKey} at ${API_PORTAL} right before this up, if no other stack uses it.`
        : `After this up, delete ${publicKey} at ${API_PORTAL} if no other stack uses it.`,
  }),
);

function suppliedEnds(end: PairEnd): string {
  const until = "each store that uses it is refused until it has been given the new pair";
  switch (end) {
    case "in the portal":
      return `it stopped in the portal, when the new pair was made there; ${until}`;
    case "blocked":
      return `up fails until a person has deleted it, for the account takes no second pair; from then on ${until}`;
    case "at creation":
      return `it stops the moment the new pair is made; ${until}`;
    default:
      return "it keeps working until a person deletes it, and every dependant proves the new pair";
  }
}

export const issuedGivesWay = defineWarning(
  "CS5018",
  {
    title: "A supplied pair takes the place of an issued one",
    when: "In preview and up, when the account has one live pair: the interruption began in the portal.",
  },
  (publicKey: string, policy: KeyPolicy) => ({
    problem: `${publicKey} gives way to a pair that a person made: it stopped in the portal then (keyPolicy ${policy}), and each store that uses it is refused until it has been given the new pair, which is proven first; ${publicKey} is deleted by this up`,
    fix: "Give the new pair at once to stores that this stack does not feed.",
  }),
);

export const issueStopsOthers = defineWarning(
  "CS5017",
  {
    title: "A new pair stops the account's other one",
    when: "In preview and up, when a pair is to be issued in an account that has one live pair per environment.",
  },
  (environment: string, policy: KeyPolicy) => ({
    problem: stopsOthers(policy)
      ? `issuing a ${environment} pair stops any other ${environment} pair of the account for good, whoever uses it (keyPolicy exclusive)`
      : `issuing a ${environment} pair is refused while the account has another ${environment} pair (keyPolicy delete-first)`,
    fix: "Issue it only where this stack alone manages the account's pair; elsewhere hand that pair in as supplied.",
  }),
);

/** What the row of a resource that signs with a pair knows of the pair it signed with. */
export interface Previous {
  readonly publicKey: string;
  /** Undefined: this run does not replace it; an earlier one did, or the program names another. */
  readonly end: PairEnd | undefined;
  /** The account's key policy, as the stack is configured. */
  readonly policy: KeyPolicy;
}

export const storeGetsPair = defineWarning(
  "CS5026",
  {
    title: "A store gets another pair",
    when: "In preview and up, on the row of its data space.",
  },
  (store: string, services: readonly string[], previous: Previous) => ({
    problem: `${store}${services.length > 0 ? ` (${services.join(", ")})` : ""} ${refusedFrom(previous)} (keyPolicy ${previous.policy}); this row is fetched with the new pair, which proves it${beforeRemoval(previous)}`,
    fix: "Where no resource of this stack carries the store's settings, give it the new pair by hand.",
  }),
);

export const projectGetsPair = defineWarning(
  "CS5027",
  {
    title: "A project signs with another pair",
    when: "In preview and up. A project makes no calls of its own: the rows of the data spaces name the stores that do.",
  },
  (previous: Previous) => ({
    problem: `the project's rows are fetched with the new pair instead of ${previous.publicKey}, which proves it${beforeRemoval(previous)} (keyPolicy ${previous.policy}); nothing else of the project changes`,
    fix: "Nothing needs to be done.",
  }),
);

/** From when on a store is refused, and how long. */
function refusedFrom({ publicKey, end, policy }: Previous): string {
  const until = "until it has been given the new one";
  switch (end) {
    case "in the portal":
      return `is refused with ${publicKey} since that ended in the portal, ${until}`;
    case "blocked":
      return `is refused with ${publicKey} once a person has deleted it, ${until}`;
    case "at creation":
      return `is refused with ${publicKey} from the step that makes the new pair, ${until}`;
    case "before creation":
      return `is refused with ${publicKey} from the step that deletes it, ${until}`;
    case "after dependants":
      return `is not interrupted if this up gives it the new pair; ${publicKey} is dead at its end`;
    case "by a person":
      return `is not interrupted while ${publicKey} works, which a person ends`;
    case "already":
      return `is refused with ${publicKey} already, ${until}`;
    default:
      return keepsBoth(policy)
        ? `is given another pair than ${publicKey}, and is not interrupted while that works`
        : `is given another pair than ${publicKey}: if it is the later one, the store is refused since it was made, ${until}`;
  }
}

const beforeRemoval = ({ end, publicKey }: Previous): string =>
  end === "at creation" || end === "after dependants" ? ` before ${publicKey} is deleted` : "";
