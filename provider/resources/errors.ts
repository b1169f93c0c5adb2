import { defineError, defineWarning } from "../domain/errors";
import { allOrNone } from "../domain/text";

/** Raised by `check` for what a program hands a resource, before any call. */

export const inputMissing = defineError(
  "CS1100",
  {
    title: "A required input is missing",
    when: "By check, in preview and up alike, before any call.",
  },
  (path: string) => ({ path, problem: "is required", fix: "Give it a value." }),
);

export const inputUnknown = defineError(
  "CS1101",
  {
    title: "An input of that name does not exist",
    when: "By check, before any call. A misspelt optional input would otherwise be ignored in silence.",
  },
  (path: string, known: readonly string[]) => ({
    path,
    problem: "is not an input of this resource",
    fix: `Remove it, or use one of: ${known.join(", ")}.`,
  }),
);

export const inputInvalid = defineError(
  "CS1102",
  {
    title: "An input has the wrong type or is not one of the values allowed",
    when: "By check, before any call.",
  },
  (path: string, expected: string) => ({
    path,
    problem: `is not valid (${expected})`,
    fix: "Correct the value.",
  }),
);

export const nameEmpty = defineError(
  "CS1103",
  {
    title: "A name or label is empty, too long or has control or invisible characters",
    when: "By check, before any call.",
  },
  (path: string) => ({
    path,
    problem:
      "must have 1 to 255 characters, not only blanks, and none that is invisible or a control",
    fix: "Give a name that people will recognise.",
  }),
);

export const idMalformed = defineError(
  "CS1104",
  { title: "A value that cannot be an id of the service", when: "By check, before any call." },
  (path: string) => ({
    path,
    problem: "cannot be an id of the service (letters, digits, hyphens and underscores)",
    fix: "Copy the id as the service shows it; a name is not an id.",
  }),
);

export const portalMissing = defineError(
  "CS1106",
  {
    title: "A pair must be issued, but no portal is configured",
    when: "By check, before any call. Adobe has no public API that makes key pairs.",
  },
  () => ({
    path: "supplied",
    problem: "is not given and no portal that could issue a pair is configured",
    fix: "Give supplied: { publicKey, privateKey } made by a person in the API Portal, or set commerce-services:portalUrl.",
  }),
);

export const noKeyPair = defineError(
  "CS1108",
  { title: "No key pair to sign with", when: "By check, before any call." },
  () => ({
    path: "keyPair",
    problem: "is not given and the stack has no default pair",
    fix: "Pass keyPair: pair.keyPair of an ApiKeyPair, or set commerce-services:publicKey and commerce-services:privateKey (secret).",
  }),
);

export const environmentMoved = defineError(
  "CS1109",
  {
    title: "keyPair of the other environment",
    when: "By check, before any call. Sandbox and production are two hosts with separate data: an id of one does not exist in the other.",
  },
  (from: string, to: string) => ({
    path: "keyPair.environment",
    problem: `changes from ${from} to ${to}, where this resource's id does not exist`,
    fix: "Declare a second resource for the other environment instead.",
  }),
);

export const privateKeyUnseen = defineError(
  "CS1111",
  {
    title: "A private key is known by its fingerprint alone",
    when: "Before any call. Inputs are recorded with the fingerprint, and the engine hands those in again where keyPair is in ignoreChanges: a resource that is replaced has nothing else.",
  },
  (publicKey: string) => ({
    path: "keyPair.privateKey",
    problem: `of ${publicKey} is a fingerprint, and this run was not given the key`,
    fix: "Take keyPair out of ignoreChanges for one pulumi up, or pass the private key itself.",
  }),
);

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

export const projectNotFound = defineError(
  "CS4110",
  { title: "The account has no such project", when: "By create, before anything is changed." },
  (path: string, existing: readonly string[]) => ({
    path,
    problem: `names no project of this account (existing: ${allOrNone(existing)})`,
    fix: "Use the name or id of an existing project; an account's second project is made by Adobe Support only.",
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

export const noPrivateHalf = defineError(
  "CS1133",
  {
    title: "A key pair without its private half",
    when: "By check of a resource that signs, before any call: its pair is sealed (sealTo), or was supplied by its public key alone.",
  },
  (path: string) => ({
    path,
    problem: "is not there: the pair is sealed, or its private key is lost",
    fix: "Sign with another pair: an ApiKeyPair without sealTo, or the stack's default pair.",
  }),
);
