/** What a stack of a size declares; the same for every way. Written as plan.json beside the program. */
export interface Plan {
  /** A key pair each. All sign with the first. */
  readonly environments: readonly ["production", "sandbox"];
  /** Another value rotates the production pair. */
  readonly rotation: string;
  readonly projects: readonly PlannedProject[];
  /** Of the bare way: its resources have inputs alone. */
  readonly isWithoutOutputs?: true;
}

export interface PlannedProject {
  readonly name: string;
  readonly dataSpaces: readonly PlannedDataSpace[];
}

export interface PlannedDataSpace {
  readonly name: string;
  readonly type: "Production" | "Testing";
  readonly store: {
    readonly name: string;
    readonly role: "production" | "staging";
    /** Of a store on Adobe Commerce on Cloud: given, the service must be told of it. */
    readonly cloudId?: string;
  };
}

const PAIRS = 2;
const DATA_SPACES_PER_PROJECT = 10;

/** Two pairs, a project and a data space. */
export const SMALLEST = 4;

/** `size` resources, {@link SMALLEST} or more: two pairs, a project for every ten data spaces, the rest these. */
export function planOfSize(size: number): Plan {
  const projects = Math.ceil((size - PAIRS) / (DATA_SPACES_PER_PROJECT + 1));
  return planOf(size - PAIRS - projects, projects);
}

/** Two pairs, and so many data spaces, spread evenly over as few projects as hold them. */
export function planOf(
  dataSpaces: number,
  projects: number = Math.ceil(dataSpaces / DATA_SPACES_PER_PROJECT),
): Plan {
  const upTo = (project: number) => Math.floor((project * dataSpaces) / projects);
  return {
    environments: ["production", "sandbox"],
    rotation: "1",
    projects: Array.from({ length: projects }, (_, p) => ({
      name: `Shop ${p + 1}`,
      dataSpaces: Array.from({ length: upTo(p + 1) - upTo(p) }, (_, i) =>
        plannedDataSpace(p + 1, i),
      ),
    })),
  };
}

/** The same stores on Adobe Commerce on Cloud: a write to the service for each data space. */
export function onCloud(plan: Plan): Plan {
  const cloudId = (name: string) => name.replace(/\W/g, "").padEnd(13, "x").slice(-13);
  const moved = ({ store, ...rest }: PlannedDataSpace): PlannedDataSpace => ({
    ...rest,
    store: { ...store, cloudId: cloudId(store.name) },
  });
  return {
    ...plan,
    projects: plan.projects.map(({ name, dataSpaces }) => ({
      name,
      dataSpaces: dataSpaces.map(moved),
    })),
  };
}

/** The first of a project is the production store's, as in a project that the service makes. */
const plannedDataSpace = (project: number, index: number): PlannedDataSpace =>
  index === 0
    ? {
        name: "Production",
        type: "Production",
        store: { name: `shop-${project}`, role: "production" },
      }
    : {
        name: `Testing ${index}`,
        type: "Testing",
        store: { name: `shop-${project}-staging-${index}`, role: "staging" },
      };

export const dataSpaceCount = ({ projects }: Plan): number =>
  projects.reduce((sum, { dataSpaces }) => sum + dataSpaces.length, 0);

/** Stack, root and providers left out: what the program itself declares. */
export const resourceCount = (plan: Plan): number =>
  plan.environments.length + plan.projects.length + dataSpaceCount(plan);

/** The account that has all of it, in the emulator's seed form. */
export function seedFor({ projects }: Plan) {
  const has = projects.map(({ name, dataSpaces }) => ({
    name,
    dataSpaces: dataSpaces.map(({ name: space, type }) => ({ name: space, type })),
  }));
  return { keyPolicy: "overlapping", production: { projects: has } } as const;
}
