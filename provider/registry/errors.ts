import { defineError } from "../domain/errors";
import { names } from "../http/errors";

/*
 * What the registry answers instead of what was asked (from CS2020). Texts of the service are
 * quoted only through `serviceText` (nothing hidden, no secrets); a whole body never is.
 */

/** Whose call it was, and how the service calls it. */
export interface Answered {
  host: string;
  /** The configuration key that named the host. */
  configKey: string;
  requestId: string;
  /** Not a secret: it stands in every storefront. */
  publicKey: string;
}

const half = (which: "publicKey" | "privateKey", { requestId }: Answered) => ({
  path: which,
  requestId,
});
const at = ({ configKey, requestId }: Answered) => ({
  path: `commerce-services:${configKey}`,
  requestId,
});
const quoted = (message: string) => (message ? `: "${message}"` : "");

export const clientIdInvalid = defineError(
  "CS2020",
  {
    title: "Public key unknown",
    when: "The gateway answered `Client ID is invalid`: the public key is not one of this environment, or was deleted or replaced.",
  },
  (to: Answered) => ({
    ...half("publicKey", to),
    problem: `${to.publicKey} is not known to ${to.host}: it is of the other environment, mistyped, or was deleted or replaced by a newer pair`,
    fix: "Compare it with the portal's list of keys for this environment (sandbox keys work on the sandbox gateway alone).",
  }),
);

export const jwtInvalid = defineError(
  "CS2021",
  {
    title: "Private key of another pair",
    when: "The gateway answered `JWT is invalid`: it knows the public key, but this private key is not its other half. (A clock that is minutes off looks the same.)",
  },
  (to: Answered) => ({
    ...half("privateKey", to),
    problem: `does not belong to the public key ${to.publicKey}, which ${to.host} knows`,
    fix: "Give the private key that was downloaded with this public key; if it is lost, make a new pair. Check also that this machine's clock is right.",
  }),
);

export const publicKeyNotReceived = defineError(
  "CS2022",
  {
    title: "Public key did not arrive",
    when: "The gateway answered `Client ID is missing` although the call carried `x-api-key`.",
  },
  (to: Answered) => ({
    ...at(to),
    ...names(to, "which did not receive the header x-api-key that was sent"),
    fix: "Look for a proxy between here and there that removes headers.",
  }),
);

export const signatureNotReceived = defineError(
  "CS2023",
  {
    title: "Signature did not arrive",
    when: "The gateway answered `JWT is required` although the call carried `x-gw-signature`.",
  },
  (to: Answered) => ({
    ...at(to),
    ...names(to, "which did not receive the header x-gw-signature that was sent"),
    fix: "Look for a proxy between here and there that removes headers.",
  }),
);

export const imsOrganizationMissing = defineError(
  "CS2024",
  {
    title: "Data space without an IMS organization",
    when: "The gateway answered `IMS Org ID not associated to this Commerce`.",
  },
  (to: Answered) => ({
    ...half("publicKey", to),
    problem: `${to.publicKey} is accepted by ${to.host}, but the data space is not tied to an IMS organization`,
    fix: "Sign in to the organization once in the Admin, under Commerce Services Connector, then run it again.",
  }),
);

export const registryNotFound = defineError(
  "CS2025",
  {
    title: "Unknown data space or project",
    when: "The registry answered 404 `Merchant registry not found`: this account has no data space or project of that id.",
  },
  (to: Answered, call: string) => ({
    ...half("publicKey", to),
    problem: `${to.publicKey} belongs to an account for which ${to.host} has nothing at ${call}`,
    fix: "Check the id, and that the pair is of the account that owns it.",
  }),
);

export const registryFault = defineError(
  "CS2026",
  {
    title: "Fault inside the registry",
    when: "The registry answered 500, by HTTP or inside its body. It is not tried again.",
  },
  (to: Answered, call: string, message: string) => ({
    ...at(to),
    ...names(to, `which failed by itself at ${call}${quoted(message)}`),
    fix: "Run it again later; if it goes on, give Adobe Support the request id.",
  }),
);

export const gatewayError = defineError(
  "CS2027",
  {
    title: "Error in an answer that looks like success",
    when: "The body holds an `error` that has no code of its own here, under HTTP 2xx. A store reads this as an empty account.",
  },
  (to: Answered, call: string, message: string) => ({
    ...at(to),
    ...names(to, `which answers ${call} with success and an error inside${quoted(message)}`),
    fix: "Run it again later; if it goes on, give Adobe Support the request id.",
  }),
);

export const refusedOtherwise = defineError(
  "CS2028",
  {
    title: "Refused by the gateway",
    when: "The gateway or the registry refused the call for a reason that has no code of its own here.",
  },
  (to: Answered, call: string, status: number, message: string) => ({
    ...at(to),
    ...names(to, `which refuses ${call} (status ${status})${quoted(message)}`),
    fix: "Check the pair and the account in the portal; the service's own words are above.",
  }),
);

export const projectRefused = defineError(
  "CS2029",
  {
    title: "No further project",
    when: "The registry answered 409 to the creation of a project: the account has as many as it may have. Nothing was made.",
  },
  (to: Answered, message: string) => ({
    ...half("publicKey", to),
    problem: `${to.publicKey} belongs to an account to which ${to.host} gives no further project${quoted(message)}`,
    fix: "Adopt an existing project by its name or projectId; a further one is made by Adobe Support only.",
  }),
);

export const renameNotOffered = defineError(
  "CS2030",
  {
    title: "Renaming is not offered",
    when: "The service answered 404 or 405 to a rename, as if it knew no such call. Nothing was changed.",
  },
  (to: Answered, call: string, status: number) => ({
    ...at(to),
    ...names(to, `which does not offer ${call} (status ${status})`),
    fix: "Rename it in the Admin, under Commerce Services Connector, or leave its name out of the program.",
  }),
);

export const renameNotSeen = defineError(
  "CS2031",
  {
    title: "Renaming without effect",
    when: "A rename was answered as done, but reading again did not show the new name.",
  },
  (to: Answered, call: string) => ({
    ...at(to),
    ...names(to, `which took ${call} but still shows the former name`),
    fix: "Refresh after a few minutes; if the former name stays, rename it in the Admin.",
  }),
);

export const notJson = defineError(
  "CS2032",
  {
    title: "Answer is not JSON",
    when: "The answer is whole, but HTML, empty or other text. (A body that broke off is CS2007.)",
  },
  (to: Answered, call: string, status: number, contentType: string) => ({
    ...at(to),
    ...names(
      to,
      `whose answer to ${call} (status ${status}${contentType ? `, ${contentType}` : ""}) is not JSON`,
    ),
    fix: "Check that the URL is the gateway's own, and look for a firewall, a proxy or a sign-in page in between: an address that is not on its allow-list gets such a page.",
  }),
);

export const notAnObject = defineError(
  "CS2033",
  {
    title: "Answer is JSON null or a bare value",
    when: "The answer is JSON, but no object: null, a number, a text, a list.",
  },
  (to: Answered, call: string, kind: string) => ({
    ...at(to),
    ...names(to, `whose answer to ${call} is ${kind} where an object belongs`),
    fix: "Run it again later; if it goes on, give Adobe Support the request id.",
  }),
);

export const rowsMissing = defineError(
  "CS2034",
  {
    title: "Answer without rows",
    when: "The answer is an object, but has no list `results`. An empty list is fine.",
  },
  (to: Answered, call: string) => ({
    ...at(to),
    ...names(to, `whose answer to ${call} has no list of results`),
    fix: "Check that the URL is the gateway's own; the registry always answers with one.",
  }),
);

export const rowIncomplete = defineError(
  "CS2035",
  {
    title: "Row without its mandatory fields",
    when: "A row lacks one of projectId, projectName, environmentId, environmentName, environmentType.",
  },
  (to: Answered, call: string, fields: string) => ({
    ...at(to),
    ...names(to, `whose answer to ${call} lacks ${fields}`),
    fix: "Run it again later; if it goes on, report it here: the service may have changed.",
  }),
);

export const notAcceptedInTime = defineError(
  "CS2036",
  {
    title: "Pair not accepted",
    when: "The gateway went on refusing a pair for all of commerce-services:verifyTimeout. No other resource has been given the pair.",
  },
  (to: { host: string; publicKey: string }, seconds: number, last: string) => ({
    path: "publicKey",
    problem: `${to.publicKey} was still refused by ${to.host} after ${seconds} s: ${last}`,
    fix: "If the pair is right and new, run it again or raise commerce-services:verifyTimeout.",
  }),
);

export const stillAccepted = defineError(
  "CS2037",
  {
    title: "Removed pair still accepted",
    when: "The gateway went on accepting a pair that was removed, for all of commerce-services:verifyTimeout.",
  },
  (to: { host: string; publicKey: string }, seconds: number) => ({
    path: "publicKey",
    problem: `${to.publicKey} was removed, yet ${to.host} still accepted it after ${seconds} s`,
    fix: "Look at the portal's list of keys: delete the pair there if it is listed, else run it again later.",
  }),
);

export const unsignedAccepted = defineError(
  "CS2038",
  {
    title: "Unsigned call accepted",
    when: "The gateway accepted a call without a signature, so it tells nothing about the key.",
  },
  (to: Answered) => ({
    ...at(to),
    ...names(to, "which accepts calls without a signature"),
    fix: "Check that the URL is the gateway's own: the genuine one refuses these.",
  }),
);

export const callNotFound = defineError(
  "CS2039",
  {
    title: "The host knows no such call",
    when: "The answer is 404 or 405, but not in the registry's own words: this is no registry.",
  },
  (to: Answered, call: string, status: number) => ({
    ...at(to),
    ...names(to, `which knows no ${call} (status ${status})`),
    fix: "Check that the URL is the gateway's root, without the merchant-registry part.",
  }),
);
