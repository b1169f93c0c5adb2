import { defineError } from "./define";

/** Raised by the commands that speak to the account: `verify` and `revoke`. */

export const configurationUnread = defineError(
  "CS6020",
  {
    title: "The stack's configuration could not be read",
    when: "By verify and revoke, before any call.",
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

export const keyFileUnreadable = defineError(
  "CS6022",
  { title: "A private key file can't be read", when: "By verify, before any call." },
  (reason: string) => ({
    path: "--private-key-file",
    problem: `can't be read (${reason})`,
    fix: "Give a PEM file, or - for standard input.",
  }),
);

export const pairNotGiven = defineError(
  "CS6023",
  {
    title: "No pair to try",
    when: "By verify, before any call. Keys never come from arguments: other users of the machine see those.",
  },
  () => ({
    path: "--public-key",
    problem: "is not given, or its private key is not, and the stack has no default pair",
    fix: "Give --public-key and --private-key-file, or set commerce-services:publicKey and privateKey.",
  }),
);
