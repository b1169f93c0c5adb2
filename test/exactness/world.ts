/** What the program declares, as data: an edit of the program is an edit of this. */
export interface World {
  key: PairDeclared;
  sandbox: SandboxDeclared;
  project: { name: string };
  live: SpaceDeclared;
  staging: SpaceDeclared & { present: boolean };
  dev: SpaceDeclared;
  stores: {
    shop: StoreDeclared & { revision?: string };
    staging: StoreDeclared;
    /** Takes the pair alone, and writes to no data space that the stack knows. */
    worker: { present: boolean };
  };
}

export interface PairDeclared {
  label?: string;
  keepers?: Record<string, string>;
  supplied?: { publicKey: string; privateKey: string };
  retired?: string[];
}

/** The sandbox's pair: another kind in every program, since an account may have just one. */
export type SandboxDeclared =
  | { kind: "none" }
  | { kind: "plain"; keepers: Record<string, string> }
  | { kind: "ring"; generation: number; keep: number; active?: number }
  | { kind: "sealed"; keepers: Record<string, string>; sealTo: string }
  /** Supplied by its public key; the private one turns up, or is lost again. */
  | { kind: "half"; publicKey: string; privateKey: string; whole: boolean };

export interface SpaceDeclared {
  type: "Production" | "Testing";
  name?: string;
  dataSpaceId: string;
  store: { name: string; role: "production" | "staging" | "development"; cloudId?: string };
  allowRebind?: boolean;
  /** Its project's id comes through `apply`. */
  viaApply: boolean;
}

export interface StoreDeclared {
  usesSandbox: boolean;
  /** Its settings come through `apply`. */
  viaApply: boolean;
}

/** Data spaces that a store may be bound to; the last of the Testing ones is the developers'. */
export interface Spaces {
  readonly production: readonly [string, string];
  readonly testing: readonly [string, string, string];
}

/** What the first programs differ in. */
export interface FirstProgram {
  readonly sandbox: SandboxDeclared;
  readonly staging: boolean;
  readonly worker: boolean;
  readonly viaApply: boolean;
}

/**
 * Three stores on one project: a shop whose deployment is rolled out when its settings change, a
 * staging store that reads its settings at once, and a developers' store that a person sets up.
 */
export const firstWorld = (
  { sandbox, staging, worker, viaApply }: FirstProgram,
  spaces: Spaces,
): World => ({
  key: { keepers: { rotation: "1" } },
  sandbox,
  project: { name: "Shop" },
  live: {
    type: "Production",
    dataSpaceId: spaces.production[0],
    store: { name: "shop", role: "production" },
    viaApply,
  },
  staging: {
    present: staging,
    type: "Testing",
    dataSpaceId: spaces.testing[0],
    store: { name: "shop-staging", role: "staging" },
    viaApply: !viaApply,
  },
  dev: {
    type: "Testing",
    dataSpaceId: spaces.testing[2],
    store: { name: "shop-dev", role: "development" },
    viaApply: false,
  },
  stores: {
    shop: { usesSandbox: true, viaApply },
    staging: { usesSandbox: false, viaApply: !viaApply },
    worker: { present: worker },
  },
});
