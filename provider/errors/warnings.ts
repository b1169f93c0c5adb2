import { defineWarning } from "./define";

/** What a preview or a run tells people without failing. */

/** The page where a person makes and deletes pairs. Source: the portal itself, behind the login. */
export const API_PORTAL = "https://account.magento.com/apiportal/index/index/";

export const suppliedStillAccepted = defineWarning(
  "CS5005",
  {
    title: "A supplied pair that was let go still works",
    when: "By delete: a person has to remove it.",
  },
  (publicKey: string) => ({
    problem: `the supplied pair ${publicKey} is no longer declared but still accepted`,
    fix: `If no other stack uses it, delete it at ${API_PORTAL}.`,
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
    fix: `Look at ${API_PORTAL}, and delete it there if no other stack uses it.`,
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
    fix: `If no other stack uses it, delete it at ${API_PORTAL}.`,
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

export const projectReplaced = defineWarning(
  "CS5030",
  {
    title: "Another project takes the place of one",
    when: "In preview and up, when projectId names another project.",
  },
  (name: string, id: string) => ({
    path: "projectId",
    problem: `names another project than ${name} (${id}), which stays in the account: its data spaces, and the stores bound to them, leave with it`,
    fix: "Look at the rows of its data spaces: they say what each store loses.",
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

/** The commands of a resync, once for all feeds: spelt out they are 500 characters on every row. */
const resync = (feeds: readonly string[], where: string): string =>
  `Run bin/magento saas:resync --feed FEED --cleanup-feed in ${where}, for each FEED of ${feeds.join(", ")}, in this order; then ask Adobe Support to reindex Live Search.`;

export const dataSpaceChanges = defineWarning(
  "CS5023",
  {
    title: "A store loses access to its data",
    when: "In preview and up, when a store gets another data space; a production store only with allowRebind.",
  },
  (store: string | undefined, role: string | undefined, feeds: readonly string[]) => ({
    problem: `${store === undefined ? "the store" : `the ${role} store ${store}`} gets another data space: catalog and behavioral data of the old one are no longer reachable from it, and search and recommendations are empty until the new one is filled`,
    fix: resync(feeds, "the store, once it has the new settings"),
  }),
);

export const dataSpacePasses = defineWarning(
  "CS5029",
  {
    title: "A data space passes to another store",
    when: "In preview and up, when the declared store changes and is not a production store.",
  },
  (from: string, to: string, feeds: readonly string[]) => ({
    path: "store.name",
    problem: `changes from ${from} to ${to}: what ${from} sent stays in the data space, and the data of both mixes while both use it`,
    fix: `Have ${from} let go of it. ${resync(feeds, to)}`,
  }),
);

export const onlyNameChanges = defineWarning(
  "CS5028",
  {
    title: "Only a name changes",
    when: "In preview and up, when the name or the label is all that changes.",
  },
  (path: "name" | "label", from: string, to: string | undefined) => ({
    path,
    problem: `alone changes, from ${from} to ${to ?? "one known after up"}: data and services stay, no call is interrupted`,
    fix: "Nothing needs to be done.",
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
