/** Who runs the same stack, in the order in which they take turns: see the page. */
export const variants = ["dynamic", "native", "bare", "stock", "floor"] as const;
export type Variant = (typeof variants)[number];

/** What this package ships. Both are held to the gate. */
export const providers = ["dynamic", "native"] as const satisfies readonly Variant[];

/** They differ by a few hundredths, which one command would not show: they are measured more often. */
export const CLOSE: readonly Variant[] = [...providers, "bare"];

export const callsService = (variant: Variant): boolean =>
  variant !== "bare" && variant !== "floor";

/** What is measured, in the order in which a stack lives through it. */
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

/** Short beside an `up`: cheap to repeat, and one alone would tell little. */
export const SHORT: readonly Phase[] = ["previewSame", "refresh"];
