import { MEASURED } from "commerce-services-testkit/exactnessFigures";
import type { Said, Telling } from "./telling";

/** How what was said compares with what happened. */
export interface Score {
  readonly right: number;
  /** Said, and did not happen. */
  readonly wrong: readonly string[];
  /** Happened, and was not said. */
  readonly missed: readonly string[];
}

export type Outcome = Readonly<Record<(typeof MEASURED)[number], Score>>;

export const noScore = (): Score => ({ right: 0, wrong: [], missed: [] });
export const noOutcome = (): Outcome => outcomeOf(noScore);

export const add = (a: Outcome, b: Outcome): Outcome =>
  outcomeOf((what) => ({
    right: a[what].right + b[what].right,
    wrong: [...a[what].wrong, ...b[what].wrong],
    missed: [...a[what].missed, ...b[what].missed],
  }));

const outcomeOf = (score: (what: (typeof MEASURED)[number]) => Score): Outcome =>
  Object.fromEntries(MEASURED.map((what) => [what, score(what)])) as Outcome;

/** @param doubtful urns of the resources whose update the report itself calls doubtful */
export function compare(
  said: Telling,
  happened: Telling,
  doubtful: ReadonlySet<string> = new Set(),
): Outcome {
  const part = (what: keyof Telling, doubted: boolean): Score => {
    const texts = (all: readonly Said[]) =>
      all.filter(({ urn }) => doubtful.has(urn) === doubted).map(({ text }) => text);
    return scoreSets(texts(said[what]), texts(happened[what]));
  };
  return {
    operations: part("operations", false),
    doubtful: part("operations", true),
    properties: part("properties", false),
    outputs: scoreSets(textsOf(said.outputs), textsOf(happened.outputs)),
    calls: scoreSets(textsOf(said.calls), textsOf(happened.calls)),
    interruptions: scoreSets(textsOf(said.interruptions), textsOf(happened.interruptions)),
  };
}

const textsOf = (all: readonly Said[]) => all.map(({ text }) => text);

/** As multisets: what happens twice must be said twice. */
export function scoreSets(said: readonly string[], happened: readonly string[]): Score {
  const left = [...happened];
  const wrong: string[] = [];
  let right = 0;
  for (const one of said) {
    const at = left.indexOf(one);
    if (at < 0) wrong.push(one);
    else {
      left.splice(at, 1);
      right += 1;
    }
  }
  return { right, wrong, missed: left };
}

/**
 * Every mistake, in words. A doubtful update that does not come is what the report says of it; one
 * that comes unsaid is a mistake.
 */
export const mistakesIn = (outcome: Outcome): string[] =>
  MEASURED.flatMap((what) => [
    ...(what === "doubtful" ? [] : outcome[what].wrong).map(
      (one) => `${what}: said, did not happen: ${one}`,
    ),
    ...outcome[what].missed.map((one) => `${what}: happened, was not said: ${one}`),
  ]);
