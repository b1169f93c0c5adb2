import { defineError } from "./define";

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
    title: "A name or label is empty, too long or has control characters",
    when: "By check, before any call.",
  },
  (path: string) => ({
    path,
    problem: "must have 1 to 255 characters, not only blanks and no control characters",
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

export const suppliedWithKeepers = defineError(
  "CS1105",
  {
    title: "keepers beside supplied",
    when: "By check, before any call. Keepers ask for a new pair from the portal; a supplied pair is rotated by supplying another.",
  },
  () => ({
    path: "keepers",
    problem: "cannot rotate a supplied pair",
    fix: "Remove keepers, and change supplied to the new pair when you rotate.",
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

export const retiredIsCurrent = defineError(
  "CS1107",
  { title: "retired names the pair that is in use", when: "By check or diff, before any call." },
  (index: number) => ({
    path: `retired[${index}]`,
    problem: "is the public key of this very pair, which is in use",
    fix: "List only public keys that must be dead.",
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

export const tokenUnknown = defineError(
  "CS1110",
  {
    title: "A resource or function of that name does not exist",
    when: "By the provider plugin, before any call. The program's SDK may be of another release than the plugin.",
  },
  (token: string, known: readonly string[]) => ({
    path: token,
    problem: "is not part of this release of the provider",
    fix: `Use one of: ${known.join(", ")}; or install the release that has it.`,
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
