/** How a prediction compares with the fact. */
export interface Score {
  readonly right: number;
  /** Said, and did not happen. */
  readonly wrong: readonly string[];
  /** Happened, and was not said. */
  readonly missed: readonly string[];
}

export const emptyScore = (): Score => ({ right: 0, wrong: [], missed: [] });

export const add = (a: Score, b: Score): Score => ({
  right: a.right + b.right,
  wrong: [...a.wrong, ...b.wrong],
  missed: [...a.missed, ...b.missed],
});

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

/** 1 where nothing was said, or nothing happened: there is no mistake then. */
export const precision = ({ right, wrong }: Score): number => ratio(right, wrong.length);
export const recall = ({ right, missed }: Score): number => ratio(right, missed.length);

const ratio = (right: number, mistakes: number): number =>
  right + mistakes === 0 ? 1 : right / (right + mistakes);
