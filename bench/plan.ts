/** What a stack of a size declares, the same for every variant: plan.json beside the program. */
export interface Plan {
  /** Another value rotates the production pair. */
  readonly rotation: string;
  readonly projects: readonly { readonly name: string; readonly dataSpaces: readonly Space[] }[];
}

interface Space {
  readonly name: string;
  readonly type: "Production" | "Testing";
  readonly store: {
    readonly name: string;
    readonly role: "production" | "staging";
    /** Of a store on Adobe Commerce on Cloud: given, it is written to the service. */
    readonly cloudId?: string;
  };
}

const PAIRS = 2;
const SPACES_PER_PROJECT = 10;

/** Two pairs, a project and a data space. */
export const SMALLEST = 4;

/** `size` resources, {@link SMALLEST} or more: two pairs, a project for ten data spaces, the rest these. */
export function planOfSize(size: number): Plan {
  const projects = Math.ceil((size - PAIRS) / (SPACES_PER_PROJECT + 1));
  return planOf(size - PAIRS - projects, projects);
}

/** So many data spaces over as few projects as hold them, their stores on Adobe Commerce on Cloud. */
export const planOnCloud = (dataSpaces: number): Plan =>
  planOf(dataSpaces, Math.ceil(dataSpaces / SPACES_PER_PROJECT), true);

function planOf(dataSpaces: number, projects: number, isOnCloud = false): Plan {
  const upTo = (project: number) => Math.floor((project * dataSpaces) / projects);
  return {
    rotation: "1",
    projects: Array.from({ length: projects }, (_, p) => ({
      name: `Shop ${p + 1}`,
      dataSpaces: Array.from({ length: upTo(p + 1) - upTo(p) }, (_, s) => {
        const cloudId = `shop${p}n${s}`.padEnd(13, "x");
        return spaceOf(`shop-${p + 1}`, s, isOnCloud ? { cloudId } : {});
      }),
    })),
  };
}

/** The first of a project is the production store's, as in a project that the service makes. */
const spaceOf = (shop: string, index: number, more: { cloudId?: string }): Space =>
  index === 0
    ? { name: "Production", type: "Production", store: { name: shop, role: "production", ...more } }
    : {
        name: `Testing ${index}`,
        type: "Testing",
        store: { name: `${shop}-staging-${index}`, role: "staging", ...more },
      };

export const dataSpaceCount = ({ projects }: Plan): number =>
  projects.reduce((sum, { dataSpaces }) => sum + dataSpaces.length, 0);

/** The emulator's account that has all of it. */
export const seedFor = ({ projects }: Plan) => ({
  keyPolicy: "overlapping" as const,
  production: {
    projects: projects.map(({ name, dataSpaces }) => ({
      name,
      dataSpaces: dataSpaces.map(({ name, type }) => ({ name, type })),
    })),
  },
});
