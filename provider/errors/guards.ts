import { defineError } from "./define";

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

export const pairHeld = defineError(
  "CS4004",
  {
    title: "The pair is still held",
    when: "By delete. The pair has not been touched and still works.",
  },
  (publicKey: string, holders: readonly string[]) => ({
    problem: `${publicKey} is still held by ${holders.join(", ")}`,
    fix: "Run up without --target, so that each of them gets the new pair first.",
  }),
);
