import { defineError } from "../domain/errors";
import { names } from "../http/errors";

/*
 * What the key issuing endpoint answers instead of what was asked (from CS3001). The host is the
 * user's own (`portalUrl`), and so may be its faults.
 */

/** Whose answer it is. */
export interface PortalAnswer {
  host: string;
  configKey: string;
  requestId: string;
  /** The token that was sent is that of the last `up`. */
  isTokenRecorded?: boolean;
}

const at = (key: string, { requestId }: PortalAnswer) => ({
  path: `commerce-services:${key}`,
  requestId,
});
const quoted = (message: string) => (message ? `: "${message}"` : "");
const CONTRACT = "Compare the endpoint with the contract, emulator/openapi/portal.yaml.";

export const portalTokenRefused = defineError(
  "CS3001",
  {
    title: "Portal token refused",
    when: "The portal answered 401: the bearer token is missing, wrong or has run out.",
  },
  (to: PortalAnswer) => ({
    ...at("portalToken", to),
    problem: to.isTokenRecorded
      ? `as of the last up is refused by ${to.host}`
      : `is refused by ${to.host}`,
    fix: to.isTokenRecorded
      ? "A refresh or destroy takes the settings of the last up: run it with --run-program, run pulumi up first, or set COMMERCE_SERVICES_PORTAL_TOKEN to the current token."
      : "Set the portal's current token as a secret: `pulumi config set --secret commerce-services:portalToken`.",
  }),
);

export const portalNotJson = defineError(
  "CS3002",
  {
    title: "Portal answer is not JSON",
    when: "The portal's answer is whole, but HTML, empty or other text. (A body that broke off is CS2007.)",
  },
  (to: PortalAnswer, call: string, status: number) => ({
    ...at("portalUrl", to),
    ...names(to, `whose answer to ${call} (HTTP ${status}) is not JSON`),
    fix: `Check the URL, and look for a proxy or sign-in page in between. ${CONTRACT}`,
  }),
);

export const portalAnswerUnexpected = defineError(
  "CS3003",
  {
    title: "Portal answer against the contract",
    when: "The portal's answer is JSON but lacks fields of the contract, or they are of another kind.",
  },
  (to: PortalAnswer, call: string, fields: string) => ({
    ...at("portalUrl", to),
    ...names(to, `whose answer to ${call} is not as the contract has it (${fields})`),
    fix: CONTRACT,
  }),
);

export const portalCallNotFound = defineError(
  "CS3004",
  {
    title: "The portal knows no such call",
    when: "The answer is 404 or 405 without an error of the contract: what answers there is no portal.",
  },
  (to: PortalAnswer, call: string, status: number) => ({
    ...at("portalUrl", to),
    ...names(to, `which knows no ${call} (HTTP ${status})`),
    fix: `Check that the URL is the portal's root, without v1. ${CONTRACT}`,
  }),
);

export const clientTokenUsed = defineError(
  "CS3010",
  {
    title: "A pair of this client token exists",
    when: "The portal answered 409 `client_token_used`: an earlier, killed run made the pair. Nothing was made now.",
  },
  (to: PortalAnswer, publicKey: string) => ({
    ...at("portalUrl", to),
    ...names(
      to,
      `where ${publicKey ? `the pair ${publicKey}` : "a pair"} was already made with this client token`,
    ),
    fix: "Run it again: a pair that was never used is removed first. Delete it in the portal if it stays.",
  }),
);

export const keyLimitReached = defineError(
  "CS3011",
  {
    title: "No second pair while the first lives",
    when: "The portal answered 409 `key_limit`. Nothing was made.",
  },
  (to: PortalAnswer, publicKey: string) => ({
    ...at("portalUrl", to),
    ...names(
      to,
      `which makes no further pair${publicKey ? ` while ${publicKey} lives` : " while an older one lives"}`,
    ),
    fix: "Set commerce-services:keyPolicy to delete-first, or delete the older pair in the portal.",
  }),
);

export const licenceHolderOnly = defineError(
  "CS3012",
  {
    title: "Licence holder only",
    when: "The portal answered 403 `licence_holder_only`: the token is of an account with shared access. Nothing was made or removed.",
  },
  (to: PortalAnswer) => ({
    ...at("portalToken", to),
    problem: `is of an account with shared access; at ${to.host} only the licence holder makes and deletes pairs`,
    fix: "Set a token of the licence holder's account.",
  }),
);

export const portalRefused = defineError(
  "CS3013",
  {
    title: "Refused by the portal",
    when: "The portal refused the call with a code that has none of its own here.",
  },
  (to: PortalAnswer, call: string, status: number, words: string) => ({
    ...at("portalUrl", to),
    ...names(to, `which refuses ${call} (HTTP ${status})${quoted(words)}`),
    fix: "Do as the portal's own words above say.",
  }),
);

export const portalKeyNotFound = defineError(
  "CS3014",
  {
    title: "The portal has no such pair",
    when: "A pair that was to be relabelled is not in the portal (404): it was deleted there.",
  },
  (to: PortalAnswer, publicKey: string) => ({
    ...at("portalUrl", to),
    ...names(to, `which has no pair ${publicKey}`),
    fix: "Run `pulumi refresh`: the next `pulumi up` then makes a new pair.",
  }),
);

export const portalFault = defineError(
  "CS3015",
  {
    title: "Fault inside the portal",
    when: "The portal answered 500. It is not tried again.",
  },
  (to: PortalAnswer, call: string, words: string) => ({
    ...at("portalUrl", to),
    ...names(to, `which failed by itself at ${call}${quoted(words)}`),
    fix: "Look into the portal's own log for the request id.",
  }),
);

export const accountBlocked = defineError(
  "CS3016",
  {
    title: "Account blocked",
    when: "The portal answered 403 `account_blocked`: the account makes no keys, as for a pending invoice. Nothing was made.",
  },
  (to: PortalAnswer) => ({
    ...at("portalUrl", to),
    ...names(to, "whose account may make no pairs at present"),
    fix: "Settle what is pending in the account (an invoice, say), then run it again.",
  }),
);
