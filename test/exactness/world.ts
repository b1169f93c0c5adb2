/** What the program declares, as data: an edit of the program is an edit of this. */
export interface World {
  gateways: { production: string; sandbox: string };
  pairs: PairDeclared[];
  projects: { resource: string; name: string; pair: string }[];
  spaces: SpaceDeclared[];
  stores: StoreDeclared[];
}
export interface PairDeclared {
  resource: string;
  environment: "production" | "sandbox";
  label?: string;
  keepers?: Record<string, string>;
  supplied?: { publicKey: string; privateKey: string };
  retired?: string[];
}
export interface SpaceDeclared {
  resource: string;
  project: string;
  pair: string;
  type: "Production" | "Testing";
  name?: string;
  dataSpaceId?: string;
  store: { name: string; role: string; cloudId?: string };
  allowRebind?: boolean;
  viaApply?: boolean;
}
export interface StoreDeclared {
  resource: string;
  production: string;
  sandbox?: string;
  project: string;
  space: string;
  viaApply?: boolean;
  revision?: string;
}

export interface Spaces {
  readonly production: readonly string[];
  readonly testing: readonly string[];
}

/** Two shops on one project, fed by one pair, and a sandbox pair beside it. */
export const firstWorld = (gateways: World["gateways"], spaces: Spaces): World => ({
  gateways,
  pairs: [
    { resource: "key", environment: "production", keepers: { rotation: "1" } },
    { resource: "box", environment: "sandbox", keepers: { rotation: "1" } },
  ],
  projects: [{ resource: "project", name: "Shop", pair: "key" }],
  spaces: [
    {
      resource: "live",
      project: "project",
      type: "Production",
      dataSpaceId: spaces.production[0] ?? "",
      store: { name: "shop", role: "production" },
      pair: "key",
    },
    {
      resource: "staging",
      project: "project",
      type: "Testing",
      dataSpaceId: spaces.testing[0] ?? "",
      store: { name: "shop-staging", role: "staging" },
      pair: "key",
    },
  ],
  stores: [
    { resource: "shop", production: "key", sandbox: "box", project: "project", space: "live" },
    {
      resource: "shop-staging",
      production: "key",
      project: "project",
      space: "staging",
      viaApply: true,
    },
  ],
});
