/** Who is measured, in the order in which they take turns: those that are compared closely, first. */
export const ways = ["ours", "plugin", "bare", "stock", "floor"] as const;
export type Way = (typeof ways)[number];

/** This package, through its dynamic provider and through its plugin: both are held to the gate. */
export const providers = ["ours", "plugin"] as const satisfies readonly Way[];

/** Compared with one another by a few hundredths: one command would not tell them apart. */
export const CLOSE: readonly Way[] = [...providers, "bare"];

/** Those that reach the service, and so have an emulator of their own. */
export const callsService = (way: Way): boolean => isOurs(way) || way === "stock";
const isOurs = (way: Way) => providers.some((provider) => provider === way);

/** What is timed, in the order in which a stack lives through it. */
export const phases = {
  previewNew: { title: "preview of new", command: ["preview"] },
  up: { title: "up", command: ["up", "--yes", "--skip-preview"] },
  previewSame: { title: "no-op preview", command: ["preview"] },
  upSame: { title: "no-op up", command: ["up", "--yes", "--skip-preview"] },
  refresh: { title: "refresh", command: ["refresh", "--yes", "--skip-preview"] },
  destroy: { title: "destroy", command: ["destroy", "--yes", "--skip-preview"] },
} as const satisfies Record<string, { title: string; command: readonly string[] }>;
export type Phase = keyof typeof phases;
export const phaseNames = Object.keys(phases) as readonly Phase[];

/** Short beside an `up`, so that one command would tell little: they are taken so many times. */
export const SHORT: readonly Phase[] = ["previewSame", "refresh"];
export const TURNS = 3;
