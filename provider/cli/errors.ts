import { API_PORTAL } from "../domain/adobe/pages";
import { defineError } from "../domain/errors";

/** Raised by the commands. What a report itself refuses is in `impact`. */

export const configurationUnread = defineError(
  "CS6020",
  {
    title: "The stack's configuration could not be read",
    when: "By a command, before any call.",
  },
  (reason: string) => ({
    problem: `pulumi config did not answer (${reason})`,
    fix: "Run it in the program's folder with the stack selected, or give --stack and --cwd.",
  }),
);

export const stackUnread = defineError(
  "CS6021",
  {
    title: "The stack could not be read",
    when: "By revoke, before anything is removed: who uses the pair must be known first.",
  },
  (reason: string) => ({
    problem: `pulumi stack export did not answer (${reason})`,
    fix: "Run it in the program's folder with the stack selected, or give --stack and --cwd.",
  }),
);

export const fileUnreadable = defineError(
  "CS6022",
  { title: "A file that was named can't be read", when: "By a command, before any call." },
  (path: string, reason: string) => ({
    path,
    problem: `can't be read (${reason})`,
    fix: "Give a file, or - for standard input.",
  }),
);

export const pairNotGiven = defineError(
  "CS6023",
  {
    title: "No pair to try",
    when: "By verify and adopt, before any call. Keys never come from arguments: other users of the machine see those.",
  },
  () => ({
    path: "--public-key",
    problem: "is not given, or its private key is not, and the stack has no default pair",
    fix: "Give --public-key and --private-key-file, or set commerce-services:publicKey and privateKey.",
  }),
);

export const notDeletedByHand = defineError(
  "CS6024",
  {
    title: "The pair was not deleted while revoke waited",
    when: "By revoke of a pair that no call removes. It still works.",
  },
  (publicKey: string, wait: string) => ({
    problem: `${publicKey} still works: nobody has deleted it in ${wait}`,
    fix: `Delete it at ${API_PORTAL}, and run the same command again to have its end proven.`,
  }),
);

export const stdinTwice = defineError(
  "CS6025",
  { title: "Two texts from one standard input", when: "By unseal, before anything is read." },
  () => ({
    path: "--holder-key",
    problem: "and the sealed key are both to be read from standard input",
    fix: "Give the holder's key as a file, or name the sealed one with --sealed or --stack-output.",
  }),
);

export const fileNotWritten = defineError(
  "CS6026",
  {
    title: "A file could not be written",
    when: "By unseal and adopt, with --output. An existing file is never overwritten: others may be able to read it, or it is somebody's work.",
  },
  (reason: string) => ({
    path: "--output",
    problem: `can't be written (${reason})`,
    fix: "Name one that does not exist yet, in a place that is yours.",
  }),
);

export const outputNotSealed = defineError(
  "CS6027",
  {
    title: "The stack output holds no sealed key",
    when: "By unseal, with --stack-output, before anything is opened.",
  },
  (name: string, reason: string) => ({
    path: "--stack-output",
    problem: `(${name}) could not be read as a sealed key (${reason})`,
    fix: "Export sealedPrivateKey of the pair, run up, and name that output.",
  }),
);

export const versionTooOld = defineError(
  "CS6030",
  { title: "A version that is too old", when: "By doctor." },
  (what: string, version: string, least: string) => ({
    path: what,
    problem: `is ${version}, and must be at least ${least}`,
    fix: "Install a newer one.",
  }),
);

export const pulumiUnusable = defineError(
  "CS6031",
  { title: "The Pulumi CLI does not answer", when: "By doctor." },
  (reason: string) => ({
    path: "pulumi",
    problem: `version did not answer (${reason})`,
    fix: "Install it as https://www.pulumi.com/docs/install/ says, and put it on PATH.",
  }),
);

export const packageMissing = defineError(
  "CS6032",
  {
    title: "A package is not installed where the program is",
    when: "By doctor. The engine loads it from the program's folder, for every preview, up and destroy.",
  },
  (name: string) => ({
    path: name,
    problem: "can't be found from the program's folder",
    fix: `Run npm install ${name} there.`,
  }),
);

export const pulumiMissing = defineError(
  "CS6003",
  {
    title: "The command pulumi could not be started",
    when: "By impact, when it runs pulumi preview itself.",
  },
  (reason: string) => ({
    path: "pulumi",
    problem: `could not be started (${reason})`,
    fix: "Install the Pulumi CLI and put it on PATH, or hand in a plan with --plan FILE.",
  }),
);

export const optionInvalid = defineError(
  "CS6004",
  { title: "An option that cannot be used like this", when: "By a command, before anything else." },
  (option: string, expected: string) => ({
    path: option,
    problem: `is not usable (${expected})`,
    fix: "See commerce-services --help.",
  }),
);

export const fileUnusable = defineError(
  "CS6007",
  { title: "A file cannot be read or written", when: "By a command, for a file it was given." },
  (option: string, reason: string) => ({
    path: option,
    problem: `names a file that cannot be used (${reason})`,
    fix: "Check the path and its permissions.",
  }),
);
