import { defineError } from "./define";

/** Raised when what the account holds does not fit what the program declares. */

const list = (items: readonly string[]) => (items.length ? items.join("; ") : "none");

export const otherMerchant = defineError(
  "CS4101",
  {
    title: "Another merchant's account",
    when: "When a pair, the portal or a row answers for an account other than the one this stack is bound to. Raised before anything is changed with it.",
  },
  (what: string, found: string, expected: string) => ({
    problem: `${what} belongs to the merchant ${found}, not to ${expected}`,
    fix: "Check which account the pair was made in, and commerce-services:merchantId.",
  }),
);

export const policyContradicted = defineError(
  "CS4102",
  {
    title: "keyPolicy contradicts the portal",
    when: "When a pair is about to be issued. No pair has been made: previews made with the wrong policy would have announced the wrong interruption.",
  },
  (configured: string, answered: string) => ({
    path: "commerce-services:keyPolicy",
    problem: `is ${configured}, but the portal's account says ${answered}`,
    fix: `Run pulumi config set commerce-services:keyPolicy ${answered}, and preview again.`,
  }),
);

export const sharedAccess = defineError(
  "CS4103",
  {
    title: "The portal's token is not the licence holder's",
    when: "When a pair is about to be issued or deleted; nothing has been changed.",
  },
  () => ({
    path: "commerce-services:portalToken",
    problem: "is of a shared-access user, whose pairs pass no entitlement check",
    fix: "Use a token of the licence holder.",
  }),
);

export const orphanInTheWay = defineError(
  "CS4104",
  {
    title: "A pair of this resource exists already and is in use",
    when: "When a pair is to be issued in a delete-first account. No pair has been made or deleted.",
  },
  (publicKeys: readonly string[]) => ({
    problem: `an earlier pair of this resource may be in use (${publicKeys.join(", ")}), and a delete-first account takes no second one`,
    fix: "Find out who uses it; delete it in the portal if nobody does, then run up again.",
  }),
);

export const issuedElsewhere = defineError(
  "CS4105",
  {
    title: "The portal issued a pair of the other environment",
    when: "By create. The pair is recorded, so that the next up replaces it, or a destroy deletes it.",
  },
  (asked: string, answered: string) => ({
    path: "environment",
    problem: `is ${asked}, but the portal issued a ${answered} pair`,
    fix: "Correct the portal: it must issue what it is asked for.",
  }),
);

export const projectNotFound = defineError(
  "CS4110",
  { title: "The account has no such project", when: "By create, before anything is changed." },
  (path: string, existing: readonly string[]) => ({
    path,
    problem: `names no project of this account (existing: ${list(existing)})`,
    fix: "Use the name or id of an existing project; an account's second project is made by Adobe Support only.",
  }),
);

export const projectAmbiguous = defineError(
  "CS4111",
  { title: "Two projects have that name", when: "By create, before anything is changed." },
  (ids: readonly string[]) => ({
    path: "name",
    problem: `is the name of ${ids.length} projects: ${ids.join(", ")}`,
    fix: "Give projectId to say which one is meant.",
  }),
);

export const rowLost = defineError(
  "CS4112",
  {
    title: "The resource is not among what this pair shows",
    when: "By update or refresh. Nothing has been changed, and the state is kept: a pair of another account sees other rows.",
  },
  (id: string, seenMerchant: string) => ({
    problem: `this resource has the id ${id}, which is not among the rows that the pair shows (${seenMerchant})`,
    fix: "Sign with a pair of the account that owns it; if it is truly gone, remove it with pulumi state delete.",
  }),
);

export const dataSpaceNotFound = defineError(
  "CS4120",
  { title: "No data space fits, or several do", when: "By create, before anything is changed." },
  (path: string, candidates: readonly string[]) => ({
    path,
    problem: `does not single out one data space of the project (candidates: ${list(candidates)})`,
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

export const suppliedPairRefused = defineError(
  "CS4130",
  {
    title: "A supplied pair is dead",
    when: "In preview and up after a refresh has found the pair refused. Nothing has been changed.",
  },
  (publicKey: string) => ({
    path: "supplied",
    problem: `(${publicKey}) is refused by the gateway since the last refresh`,
    fix: "Make a pair in the API Portal and supply it; if it works again, run pulumi refresh.",
  }),
);

export const stackUnreadable = defineError(
  "CS4131",
  {
    title: "The stack's record could not be read",
    when: "Before a pair is deleted or a data space wiped. Nothing of it was done: resources that this run did not touch may still hold it.",
  },
  (cause?: unknown) => ({
    problem:
      "a pair is to be deleted or a data space wiped, but `pulumi stack export` did not tell who still holds it",
    fix: "Make sure that pulumi is on PATH and the stack selected, then run up again.",
    cause,
  }),
);
