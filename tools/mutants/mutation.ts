/**
 * A guard, the edit that disarms it, and the fastest test that must then turn red. One is declared
 * beside every guard that matters, so that a test which only seems to watch over it is found out.
 */
export interface Mutation {
  /** What the guard is there for, as the end of "without it …". */
  readonly guard: string;
  /** Path from the repository's root. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** A test file, and vitest arguments that narrow it down. */
  readonly test: readonly [file: string, ...args: string[]];
}

/** Mutations of one file, in short: guard, what to find, what to put there, and whose test sees it. */
export const inFolder =
  (folder: string) =>
  (file: string, test: Mutation["test"]) =>
  (...edits: readonly (readonly [string, string, string, Mutation["test"]?])[]): Mutation[] =>
    edits.map(([guard, find, replace, other]) => ({
      guard,
      file: `${folder}/${file}`,
      find,
      replace,
      test: other ?? test,
    }));

export const inFile = inFolder("provider");
