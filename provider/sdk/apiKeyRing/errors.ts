import { defineError } from "../../domain/errors";

/** Raised by ApiKeyRing and generationFor while the program runs, in preview and up, before any call. */

export const ringNumberInvalid = defineError(
  "CS1120",
  {
    title: "A number of an ApiKeyRing that is none",
    when: "While the program runs, before anything is declared. Generations decide which pairs exist, so a preview must know them: outputs and fractions are refused.",
  },
  (path: string, least: number) => ({
    path,
    problem: `is not a plain whole number of at least ${least}`,
    fix: "Write the number itself, read it from the configuration, or use generationFor.",
  }),
);

export const activeOutsideRing = defineError(
  "CS1121",
  {
    title: "active names a generation that the ring does not hold",
    when: "While the program runs, before anything is declared.",
  },
  (active: number, oldest: number, newest: number) => ({
    path: "active",
    problem: `is ${active}, but the ring holds ${oldest === newest ? `generation ${newest} alone` : `generations ${oldest} to ${newest}`}`,
    fix: "Point to a generation that is held; a larger keep holds more of them from the next rotation on.",
  }),
);

export const ringNotKept = defineError(
  "CS1122",
  {
    title: "A ring of several live pairs in an account that takes one",
    when: "While the program runs, before anything is declared: an exclusive account stops the older pair when the newer one is made, a delete-first account makes no second one.",
  },
  (keep: number, keyPolicy: string) => ({
    path: "keep",
    problem: `is ${keep}, but an account with keyPolicy ${keyPolicy} has one live pair at a time`,
    fix: "Set keep: 1, and rotate in a quiet hour; or set commerce-services:keyPolicy to overlapping if that is what the account does.",
  }),
);

export const scheduleInvalid = defineError(
  "CS1123",
  {
    title: "A rotation schedule that can't be read",
    when: "By generationFor, while the program runs.",
  },
  (path: string, expected: string) => ({
    path,
    problem: `is not ${expected}`,
    fix: 'Write it like generationFor({ every: "90d", since: "2026-01-01" }).',
  }),
);
