/** What one run came to, as `npm run soak` and `npm run mutants` leave it in docs/proof. */
export interface Figures {
  readonly name: string;
  readonly [figure: string]: string | number;
}

export const sum = (runs: readonly Figures[], figure: string) =>
  runs.reduce((total, run) => total + Number(run[figure]), 0);
