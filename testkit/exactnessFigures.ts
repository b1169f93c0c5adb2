import type { ProviderKind } from "./project/providerKind";

/** What is scored: what a preview's report tells, and apart from it what the report calls doubtful. */
export const MEASURED = [
  "operations",
  "doubtful",
  "properties",
  "outputs",
  "calls",
  "interruptions",
] as const;

/** What a run of `npm run exactness` leaves in docs/exactness, for README.md and docs/impact.md. */
export interface Figures {
  readonly name: string;
  readonly provider: ProviderKind;
  readonly seed: number;
  readonly pairs: number;
  /** By what is measured: how often it was said and happened, said and not, happened and not said. */
  readonly scores: Readonly<Record<string, Counts>>;
  /** How often each was part of a pair: key policies, edits, ways to run. */
  readonly parts: Readonly<Record<string, number>>;
}

export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** The runs, added up, as a table. */
export function tableOf(runs: readonly Omit<Figures, "name">[]): string {
  const measured = MEASURED.filter((what) => runs.some(({ scores }) => scores[what]));
  const rows = measured.map((what) => {
    const sum = (count: keyof Counts) =>
      runs.reduce((all, { scores }) => all + (scores[what]?.[count] ?? 0), 0);
    const [right, wrong, missed] = [sum("right"), sum("wrong"), sum("missed")];
    return `| ${what} | ${right + wrong} | ${ratio(right, wrong)} | ${ratio(right, missed)} |`;
  });
  return ["| what | said | precision | recall |", "|---|---|---|---|", ...rows].join("\n");
}

/** 1 where there is nothing to be mistaken about. Cut, not rounded: 1.000 means no mistake at all. */
export function ratio(right: number, mistakes: number): string {
  const share = right + mistakes === 0 ? 1 : right / (right + mistakes);
  return (Math.floor(share * 1000) / 1000).toFixed(3);
}
