import { defineError } from "../domain/errors";

/** Raised for the stack's configuration; every later operation of the run fails with the same error. */

export const configurationKeyUnknown = defineError(
  "CS1200",
  {
    title: "A configuration key of that name does not exist",
    when: "Before anything else; no call is made.",
  },
  (key: string, known: readonly string[]) => ({
    path: `commerce-services:${key}`,
    problem: "is not a configuration key of this provider",
    fix: `Remove it with pulumi config rm, or use one of: ${known.join(", ")}.`,
  }),
);

export const configurationInvalid = defineError(
  "CS1201",
  { title: "A configuration value is not valid", when: "Before anything else; no call is made." },
  (key: string, expected: string) => ({
    path: `commerce-services:${key}`,
    problem: `is not valid (${expected})`,
    fix: "Correct it with pulumi config set.",
  }),
);

export const urlInsecure = defineError(
  "CS1202",
  {
    title: "http to a host that is not this machine",
    when: "Before anything else; no call is made. Signatures and the portal's token must not cross a network in clear.",
  },
  (key: string) => ({
    path: `commerce-services:${key}`,
    problem: "uses http to a host other than a loopback address",
    fix: "Use https; plain http is accepted for 127.0.0.1, [::1] and localhost only.",
  }),
);

export const tlsDisabled = defineError(
  "CS1203",
  { title: "Certificate checks are switched off", when: "Before anything else; no call is made." },
  () => ({
    path: "NODE_TLS_REJECT_UNAUTHORIZED",
    problem: "is 0, so any host could pose as the service and collect keys",
    fix: "Unset it; give Node a private authority with NODE_EXTRA_CA_CERTS.",
  }),
);

export const halfADefaultPair = defineError(
  "CS1204",
  { title: "One half of the default pair", when: "Before anything else; no call is made." },
  (missing: string) => ({
    path: `commerce-services:${missing}`,
    problem: "is missing while the other half of the default pair is set",
    fix: "Set both publicKey and privateKey, or neither.",
  }),
);

export const portalTokenMissing = defineError(
  "CS1205",
  {
    title: "The portal's token is missing",
    when: "When the portal is about to be called, never in a preview; nothing has been changed.",
  },
  () => ({
    path: "commerce-services:portalToken",
    problem: "is not set",
    fix: "Set it with pulumi config set --secret, or COMMERCE_SERVICES_PORTAL_TOKEN in the environment of up.",
  }),
);

export const halfLocal = defineError(
  "CS1206",
  {
    title: "One gateway is on this machine, the other is Adobe's",
    when: "Before anything else; no call is made. Sandbox resources of a trial against an emulator would reach the real account, or the reverse.",
  },
  (local: string, other: string) => ({
    path: `commerce-services:${other}`,
    problem: `is not set, so it is Adobe's, while commerce-services:${local} is on this machine`,
    fix: "Set both gateways; the emulator prints the URL of each.",
  }),
);

export const secretInClear = defineError(
  "CS1207",
  {
    title: "A secret in the configuration lies in clear",
    when: "As a warning of preview and up, and as an error of `commerce-services doctor`: a private key or the portal's token was set without --secret. Its value is in the stack's file, in the state and in the JSON of a preview.",
  },
  (key: string) => ({
    path: key,
    problem:
      "was set without --secret, so it can be read in the stack's file, in the state and in plans",
    fix: `Set it again (pulumi config set --secret ${key}), and replace it: it was disclosed to whoever reads those.`,
  }),
);
