import { defineWarning } from "./define";

/** What a preview or a run tells people without failing. */

/** The page where a person makes and deletes pairs. Source: the portal itself, behind the login. */
export const API_PORTAL = "https://account.magento.com/apiportal/index/index/";

export const rotationStops = defineWarning(
  "CS5001",
  {
    title: "The rotation interrupts every user of the pair",
    when: "In preview and up, when an issued pair is replaced in an exclusive account.",
  },
  (publicKey: string) => ({
    problem: `replacing ${publicKey} stops it the moment the new pair is made (keyPolicy exclusive): calls of every store and service that uses it are refused from the step that creates the new pair until each has been given it`,
    fix: "Rotate in a quiet hour, and roll the new pair out at once.",
  }),
);

export const issueStopsOthers = defineWarning(
  "CS5017",
  {
    title: "A new pair stops the account's other one",
    when: "In preview and up, when a pair is to be issued in an account that has one live pair per environment.",
  },
  (environment: string, policy: "exclusive" | "delete-first") => ({
    problem:
      policy === "exclusive"
        ? `issuing a ${environment} pair stops any other ${environment} pair of the account at once (keyPolicy exclusive), whoever uses it: another stack, another tool, a person`
        : `issuing a ${environment} pair is refused while the account has another ${environment} pair (keyPolicy delete-first)`,
    fix: "Issue it only where this stack alone manages the account's pair; elsewhere hand that pair in as supplied.",
  }),
);

export const rotationOverlaps = defineWarning(
  "CS5002",
  {
    title: "The rotation keeps both pairs until every dependant has the new one",
    when: "In preview and up, when an issued pair is replaced in an overlapping account.",
  },
  (publicKey: string) => ({
    problem: `replacing ${publicKey}: the new pair is made and proven, every dependant in this stack is given it, only then the old one is deleted (keyPolicy overlapping)`,
    fix: "Make sure that stores outside this stack do not use it: it is dead after this up.",
  }),
);

export const rotationDeletesFirst = defineWarning(
  "CS5003",
  {
    title: "The rotation deletes the old pair before the new one exists",
    when: "In preview and up, when an issued pair is replaced in a delete-first account.",
  },
  (publicKey: string) => ({
    problem: `replacing ${publicKey} deletes it first (keyPolicy delete-first): calls of every store and service that uses it are refused from the step that deletes it until each has been given the new pair`,
    fix: "Rotate in a quiet hour, and roll the new pair out at once.",
  }),
);

export const suppliedRotation = defineWarning(
  "CS5004",
  {
    title: "A supplied pair is replaced",
    when: "In preview and up. The interruption, if the policy has one, began when the new pair was made in the portal.",
  },
  (publicKey: string, policy: string) => ({
    problem:
      policy === "overlapping"
        ? `the supplied pair ${publicKey} is replaced; it keeps working until a person deletes it`
        : `the supplied pair ${publicKey} is replaced; under keyPolicy ${policy} it stopped when the new one was made in the portal, and its users are refused until each has been given the new pair`,
    fix: `After this up, delete ${publicKey} at ${API_PORTAL}.`,
  }),
);

export const suppliedStillAccepted = defineWarning(
  "CS5005",
  {
    title: "A supplied pair that was let go still works",
    when: "By delete: a person has to remove it.",
  },
  (publicKey: string) => ({
    problem: `the supplied pair ${publicKey} is no longer declared but still accepted`,
    fix: `Delete it at ${API_PORTAL}.`,
  }),
);

export const suppliedUnchecked = defineWarning(
  "CS5013",
  {
    title: "A supplied pair that was let go could not be checked",
    when: "By delete, when the gateway does not answer as expected.",
  },
  (publicKey: string, code: string) => ({
    problem: `the supplied pair ${publicKey} is no longer declared; whether it still works could not be found out (${code})`,
    fix: `Look at ${API_PORTAL}, and delete it there if it is no longer used.`,
  }),
);

export const pairLeftAlone = defineWarning(
  "CS5006",
  {
    title: "An earlier pair of this resource was left alone",
    when: "By create: it was made with the same client token, and is recorded in the stack, or used, or nobody can tell.",
  },
  (publicKeys: readonly string[]) => ({
    problem: `left ${publicKeys.join(", ")} alone, which was issued for this resource before and may be in use`,
    fix: "Find out who uses it, and delete it in the portal when nobody does.",
  }),
);

export const orphanRemoved = defineWarning(
  "CS5007",
  {
    title: "An orphan of an interrupted run was removed",
    when: "By create: a pair that an earlier run made, whose private key was lost with that run, and that nobody has used.",
  },
  (publicKey: string) => ({
    problem: `removed ${publicKey}, which an interrupted run had made and nobody used`,
    fix: "Nothing needs to be done.",
  }),
);

export const retiredStillAccepted = defineWarning(
  "CS5008",
  { title: "A retired public key is still known", when: "By up and refresh." },
  (publicKey: string) => ({
    path: "retired",
    problem: `names ${publicKey}, which the gateway still knows`,
    fix: `Delete it at ${API_PORTAL}.`,
  }),
);

export const pairFoundRefused = defineWarning(
  "CS5009",
  {
    title: "The pair is refused",
    when: "By refresh. An issued pair is replaced by the next up; a supplied one must be supplied anew.",
  },
  (publicKey: string, next: string) => ({
    problem: `the gateway refuses ${publicKey}: it was deleted or replaced outside this stack`,
    fix: next,
  }),
);

export const portalDisagrees = defineWarning(
  "CS5010",
  {
    title: "Gateway and portal disagree about a pair",
    when: "By refresh; the pair is kept as it is.",
  },
  (publicKey: string) => ({
    problem: `the gateway refuses ${publicKey}, but the portal lists it as live`,
    fix: "It may take effect shortly: refresh again; if it stays so, rotate with keepers.",
  }),
);

export const signerRefused = defineWarning(
  "CS5011",
  {
    title: "The pair that this resource signs with is refused",
    when: "By refresh; the recorded state is kept.",
  },
  (publicKey: string) => ({
    problem: `this resource could not be refreshed, because ${publicKey} is refused`,
    fix: "Run up with a working pair.",
  }),
);

export const merchantUnverified = defineWarning(
  "CS5012",
  {
    title: "The merchant could not be checked",
    when: "By create: an account without projects answers no rows, so a supplied pair does not show whose it is.",
  },
  (merchantId: string) => ({
    path: "commerce-services:merchantId",
    problem: `is ${merchantId}, but the account has no project yet that would show whose pair this is`,
    fix: "Check the pair's account in the API Portal.",
  }),
);

export const mayInitialise = defineWarning(
  "CS5020",
  {
    title: "A project may be made, for ever",
    when: "In preview and up, when a project is declared without projectId.",
  },
  (name: string) => ({
    problem: `the project ${name} is adopted; in an account that has no project at all it is made, and can never be deleted`,
    fix: "Give projectId to adopt exactly one project and never make any.",
  }),
);

export const projectForgotten = defineWarning(
  "CS5021",
  {
    title: "A project is forgotten, not deleted",
    when: "By delete: the service has no call that deletes one.",
  },
  (id: string) => ({
    problem: `the project ${id} and its data spaces stay in the account`,
    fix: "Nothing needs to be done; declare it again to manage it again.",
  }),
);

export const dataSpaceForgotten = defineWarning(
  "CS5022",
  {
    title: "A binding is forgotten, the data space stays",
    when: "By delete: the service has no call that deletes one.",
  },
  (id: string) => ({
    problem: `the data space ${id} and its data stay in the account, and the store keeps the settings it has`,
    fix: "Clear the store's connector settings if it must stop using it.",
  }),
);

export const dataSpaceChanges = defineWarning(
  "CS5023",
  {
    title: "A production store loses access to its data",
    when: "In preview and up, when allowRebind lets a production store have another data space.",
  },
  (store: string, resync: readonly string[]) => ({
    problem: `the production store ${store} gets another data space: catalog and behavioral data of the old one are no longer reachable from it, and search and recommendations are empty until the new one is filled`,
    fix: `After the store has the new settings run: ${resync.join(" && ")}; then ask Adobe Support to reindex Live Search.`,
  }),
);

export const cleanupAnnounced = defineWarning(
  "CS5025",
  {
    title: "A Testing data space is wiped",
    when: "In preview and up, when cleanupOnRebind is set and a store gets another data space, or a data space another store.",
  },
  (store: string | undefined) => ({
    path: "cleanupOnRebind",
    problem: `wipes the Testing data space that ${store === undefined ? "is bound" : `${store} is bound to`}: all catalog and behavioral data in it is lost`,
    fix: "Remove cleanupOnRebind if any of that is still needed.",
  }),
);

export const testingSpaceShared = defineWarning(
  "CS5024",
  { title: "Two stores share a Testing data space", when: "In preview and up." },
  (store: string, other: string, otherStore: string) => ({
    path: "store",
    problem: `${store} shares its Testing data space with the store ${otherStore} (${other}): their data mixes`,
    fix: "Give each a data space of its own where that matters.",
  }),
);
