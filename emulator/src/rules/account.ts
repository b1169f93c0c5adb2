import type { DataSpaceType, Edition, KeyPolicy, Role } from "./terms";

/**
 * How the account stands with its licence.
 *
 * An unlicensed account's keys count as Open Source; a pending invoice blocks the making of keys
 * until it is paid.
 */
export type Standing =
  | { readonly state: "licensed"; readonly edition: Edition }
  | { readonly state: "unlicensed" }
  | { readonly state: "invoice-pending"; readonly edition: Edition };

/** How long the gateway takes to learn of a change in the portal. */
export interface Propagation {
  /** From the making of a pair until the gateway accepts it. */
  readonly newKeyMs: number;
  /** From the end of a pair (deleted, or stopped by a newer one) until the gateway refuses it. */
  readonly deletedKeyMs: number;
}

/** One customer, known by the MageID. Owns the keys and projects of both environments. */
export interface Account {
  readonly mageId: string;
  readonly standing: Standing;
  readonly keyPolicy: KeyPolicy;
  readonly role: Role;
  readonly maxProjects: number;
  readonly propagation: Propagation;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly imsOrganizationId: string;
}

/** What the keys of this account count as. */
export function editionOf({ standing }: Pick<Account, "standing">): Edition {
  return standing.state === "unlicensed" ? "open-source" : standing.edition;
}

/** Data spaces that come with a project, by licence, under the names that the service gives them. */
const ENTITLEMENTS: Record<Edition, readonly { name: string; type: DataSpaceType }[]> = {
  commerce: [
    { name: "Production", type: "Production" },
    { name: "Testing 1", type: "Testing" },
    { name: "Testing 2", type: "Testing" },
  ],
  "open-source": [{ name: "Production", type: "Production" }],
};

export const entitledDataSpaces = (edition: Edition) => ENTITLEMENTS[edition];

/** The services an account is entitled to, as they appear in a row's `featureSet`. */
const FEATURES: Record<Edition, readonly string[]> = {
  commerce: [
    "Premium Search",
    "Commerce Payments Sandbox",
    "Product Recommendations",
    "Catalog Service",
    "Catalog Events",
  ],
  "open-source": ["Commerce Payments Sandbox"],
};

export const entitledFeatures = (edition: Edition) => FEATURES[edition];
