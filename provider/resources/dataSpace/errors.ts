import { defineError, defineWarning } from "../../domain/errors";
import { allOrNone } from "../../domain/text";

/** Refusals that protect data and running stores; each has its opt-in, where there is one. */

export const productionDataRefused = defineError(
  "CS4001",
  {
    title: "Production data for a store that is not production",
    when: "By check, before any call.",
  },
  (store: string, role: string) => ({
    path: "type",
    problem: `is Production, but the store ${store} has the role ${role}: its test data would mix with live data`,
    fix: "Use a Testing data space, or set allowProductionData: true.",
  }),
);

export const rebindRefused = defineError(
  "CS4002",
  {
    title: "A production store would get another data space",
    when: "By diff or check, before any call.",
  },
  (store: string, changes: string) => ({
    path: "allowRebind",
    problem: `is not set, but the production store ${store} would get another data space (${changes}) and lose access to the data it has`,
    fix: "Undo the change, or set allowRebind: true and plan the resync.",
  }),
);

export const sharedProductionSpace = defineError(
  "CS4003",
  {
    title: "One data space bound to two stores",
    when: "By check or create, before any call that changes something.",
  },
  (store: string, other: string, otherStore: string) => ({
    path: "store",
    problem: `${store} would share its Production data space with the store ${otherStore} (${other}): their data would mix`,
    fix: "Give each store a data space of its own.",
  }),
);

export const cleanupOfProduction = defineError(
  "CS4005",
  {
    title: "cleanupOnRebind on a Production data space",
    when: "By check, before any call. Live data is never wiped by this package.",
  },
  () => ({
    path: "cleanupOnRebind",
    problem: "is set, but type is Production, and live data is never wiped",
    fix: "Remove cleanupOnRebind here.",
  }),
);

export const cleanupOfBoundSpace = defineError(
  "CS4006",
  {
    title: "A data space that is to be wiped is bound elsewhere",
    when: "By create or update, before anything is wiped or bound.",
  },
  (dataSpaceId: string, others: readonly string[]) => ({
    path: "cleanupOnRebind",
    problem: `would wipe ${dataSpaceId}, which is bound by ${others.join(", ")}`,
    fix: "Let go of the other binding in an up of its own first, or remove cleanupOnRebind.",
  }),
);

export const boundElsewhere = defineError(
  "CS4007",
  {
    title: "The data space is bound to another Cloud environment",
    when: "By create and update, before anything is changed: the service's own row names another cloudId than the declared one, and this stack did not write it.",
  },
  (dataSpaceId: string, found: string, declared: string) => ({
    path: "store.cloudId",
    problem: `is ${declared}, but the data space ${dataSpaceId} is bound to the Cloud environment ${found}`,
    fix: "If this stack was cloned, give it a data space of its own. If the store has moved, set allowRebind: true.",
  }),
);

export const dataSpaceNotFound = defineError(
  "CS4120",
  { title: "No data space fits, or several do", when: "By create, before anything is changed." },
  (path: string, candidates: readonly string[]) => ({
    path,
    problem: `does not single out one data space of the project (candidates: ${allOrNone(candidates)})`,
    fix: "Give dataSpaceId.",
  }),
);

export const nameTaken = defineError(
  "CS4121",
  {
    title: "Another data space of the project has that name",
    when: "By create or update, before anything is renamed.",
  },
  (other: string) => ({
    path: "name",
    problem: `is the name of another data space of this project (${other})`,
    fix: "Choose another name, or rename that one first.",
  }),
);

export const dataSpaceTypeDiffers = defineError(
  "CS4122",
  {
    title: "The data space chosen by id has another type",
    when: "By create, before anything is changed.",
  },
  (actual: string) => ({
    path: "type",
    problem: `does not fit the data space chosen by dataSpaceId, which is of type ${actual}`,
    fix: "Correct the type or the id.",
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
