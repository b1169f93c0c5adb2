import { defineError, defineWarning } from "./define";

/** Raised for pairs whose private key this stack does not hold: sealed ones, and lost ones. */

export const sealKeyInvalid = defineError(
  "CS1130",
  {
    title: "sealTo is no public key to seal to",
    when: "By check, before any call. RSA keys of 2048 bits and more and EC keys on P-256, P-384 and P-521 will do.",
  },
  (path: string, why: string) => ({
    path,
    problem: `is not a public key in PEM form that can be sealed to (${why})`,
    fix: "Give the holder's public key: `openssl pkey -in holder.pem -pubout`.",
  }),
);

export const sealKeyIsPrivate = defineError(
  "CS1131",
  {
    title: "A private key as sealTo",
    when: "By check, before any call. Who has it can unseal, so it must not stand in a program.",
  },
  (path: string) => ({
    path,
    problem: "is a private key; only its public half belongs here",
    fix: "Give the public half: `openssl pkey -in holder.pem -pubout`. Treat the private key as disclosed if it was committed.",
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

export const unsealFailed = defineError(
  "CS1134",
  {
    title: "A sealed private key could not be opened",
    when: "By unseal, when the text is not sealed, or was sealed to another key.",
  },
  () => ({
    problem: "the sealed private key can't be opened with this key",
    fix: "Give sealedPrivateKey unchanged, and the private half of the very key that sealTo named.",
  }),
);

export const holderKeyInvalid = defineError(
  "CS1135",
  {
    title: "The holder's key can't be read",
    when: "By unseal, before anything is opened. PEM and JWK will do, without a passphrase.",
  },
  () => ({
    path: "--holder-key",
    problem: "is no private key in PEM or JWK form, or is protected by a passphrase",
    fix: "Give the private half of sealTo; `openssl pkey -in holder.pem` takes a passphrase off.",
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

export const debugLogShowsSecrets = defineWarning(
  "CS5016",
  {
    title: "The engine shows secrets in its debug output",
    when: "In preview and up under PULUMI_DEBUG_GRPC, and, where the system shows the engine's command line (Linux), under -v=9, --debug and up --json: the engine writes private keys in clear there.",
  },
  (outputs: readonly string[]) => ({
    problem: `this run is under ${outputs.join(" and ")}, where the engine writes private keys in clear`,
    fix: "Run it without; if real keys were used, delete what was written and rotate.",
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
