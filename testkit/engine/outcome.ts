/** What a way to get the engine came to: the folder that holds it, or why there is none. */
export type Outcome = { readonly folder: string } | { readonly because: string };

export const unavailable = (because: string): Outcome => ({ because });

/** A way to get the engine, and its name as the subject of "… : why it did not work". */
export interface Way {
  readonly name: string;
  readonly attempt: () => Promise<Outcome>;
}

/** Tries one way after the other. What the earlier ones lacked is told only if all fail. */
export async function firstThatWorks(ways: readonly Way[]): Promise<Outcome> {
  const reasons: string[] = [];
  for (const { name, attempt } of ways) {
    const outcome = await attempt();
    if ("folder" in outcome) return outcome;
    reasons.push(`  - ${name}: ${outcome.because}`);
  }
  return unavailable(reasons.join("\n"));
}
