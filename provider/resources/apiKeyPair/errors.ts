import { API_PORTAL } from "../../domain/adobe/pages";
import { type CommerceServicesError, defineError, defineWarning } from "../../domain/errors";

/** Raised when what the account holds does not fit what the program declares. */

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

export const issuedUnusable = defineError(
  "CS4136",
  {
    title: "The portal issued a private key that can't be used",
    when: "By create: it is no RSA key in PEM, too short, or of another pair. The pair was removed again, or is named; nothing is recorded.",
  },
  (publicKey: string, reason: CommerceServicesError, removed: boolean) => ({
    problem: `the portal issued ${publicKey} with a private key that can't be used: ${reason.problem} (${reason.code}); the pair ${removed ? "was removed again" : "could not be removed"}`,
    fix: removed
      ? "Correct the portal, then run up again."
      : `Delete ${publicKey} in the portal and correct it, then run up again.`,
    cause: reason,
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

export const pairHeld = defineError(
  "CS4004",
  {
    title: "The pair is still held",
    when: "By delete. The pair has not been touched and still works.",
  },
  (publicKey: string, holders: readonly string[]) => ({
    problem: `${publicKey} is still held by ${holders.join(", ")}`,
    fix: `Run up without --target, so that each of them gets the new pair first; one that keeps the old pair gets the new one by pulumi up --replace and its urn. Where the pair itself has the option deleteBeforeReplace, remove that. To stop the pair under them: commerce-services revoke ${publicKey}.`,
  }),
);

export const holdersLeftOut = defineError(
  "CS4135",
  {
    title: "The run leaves out resources that would be left with a dead pair",
    when: "By create, and by delete in a delete-first account, before anything is made or deleted: the command has --target or --exclude.",
  },
  (publicKey: string, leftOut: readonly string[], keyPolicy: string) => ({
    problem: `to replace ${publicKey} stops it (keyPolicy ${keyPolicy}), but this run leaves out ${leftOut.join(", ")}, which hold it`,
    fix: "Run up without --target and --exclude, or with --target-dependents.",
  }),
);

export const recordUnread = defineWarning(
  "CS5034",
  {
    title: "The stack's record could not be read before a pair was made",
    when: "By create, where making the pair ends no other. A rotation will need it: without it no old pair is deleted.",
  },
  () => ({
    problem:
      "`pulumi stack export` did not tell what the stack holds; this pair needs nothing of it",
    fix: "Before the first rotation, make sure that pulumi is on PATH and the stack selected.",
  }),
);

export const leftOutUnknown = defineWarning(
  "CS5033",
  {
    title: "Whether the run leaves out holders of the pair is not known",
    when: "By create and delete, where the system does not show the engine's command line.",
  },
  (publicKey: string) => ({
    problem: `the command line can't be read, so it is not known whether this run leaves out a resource that holds ${publicKey}`,
    fix: "With --target or --exclude, make sure that every holder is updated in the same run.",
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

export const retiredIsCurrent = defineError(
  "CS1107",
  { title: "retired names the pair that is in use", when: "By check or diff, before any call." },
  (index: number) => ({
    path: `retired[${index}]`,
    problem: "is the public key of this very pair, which is in use",
    fix: "List only public keys that must be dead.",
  }),
);

/** What a preview or a run tells people without failing. */

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

export const privateKeyOfAnother = defineWarning(
  "CS5019",
  {
    title: "The gateway knows the pair, but not by this private key",
    when: "By refresh, when the gateway accepts the public key and refuses what was signed with the recorded private key. The pair is not dead, so it is kept as it is.",
  },
  (publicKey: string) => ({
    problem: `${publicKey} is known to the gateway, which refuses what the recorded private key signs`,
    fix: "Stores that hold this private key are refused. Supply the private key that was downloaded with it, or rotate with keepers.",
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

export const sealedWithSupplied = defineError(
  "CS1132",
  {
    title: "sealTo beside supplied",
    when: "By check, before any call. A supplied private key has been in this stack's configuration already.",
  },
  () => ({
    path: "sealTo",
    problem: "is for issued pairs only",
    fix: "Remove sealTo, or remove supplied and let the portal issue the pair.",
  }),
);

export const adoptedKeyUnknown = defineError(
  "CS4132",
  {
    title: "A supplied public key that the gateway does not know",
    when: "By create of a pair supplied without its private half; nothing has been recorded.",
  },
  (publicKey: string) => ({
    path: "supplied.publicKey",
    problem: `(${publicKey}) is not known to the gateway: the pair is dead or of the other environment`,
    fix: "Supply a pair that works, or let the portal issue one.",
  }),
);

export const adoptedWithoutPrivateHalf = defineWarning(
  "CS5014",
  {
    title: "A pair was adopted by its public key alone",
    when: "By create. Nothing can be signed with it; neither its account nor that it works can be proven.",
  },
  (publicKey: string) => ({
    problem: `${publicKey} is known to the gateway, but without its private key nothing can be proven of it`,
    fix: "Rotate: supply a whole pair, or let the portal issue one.",
  }),
);

export const sealTargetChanges = defineWarning(
  "CS5015",
  {
    title: "The pair is sealed to another key from now on",
    when: "In preview and up, when sealTo changes. The pair is replaced; the old one can be opened by the old holder alone.",
  },
  (publicKey: string) => ({
    path: "sealTo",
    problem: `changes, so ${publicKey} is replaced: whoever holds the new key, and nobody else, can open the new pair`,
    fix: "Make sure that the new sealTo is the intended holder's, and that the holder rolls the new pair out.",
  }),
);
