import { CommerceServicesError, describe, type Problem } from "./CommerceServicesError";

/** What `docs/errors.md` says of a code; the texts of one occurrence come from {@link Problem}. */
export interface Entry {
  readonly code: string;
  readonly kind: "error" | "warning";
  /** A short noun phrase: the heading of the entry. */
  readonly title: string;
  /** When it is raised, and what has or has not happened by then. */
  readonly when: string;
}

/** Makes an error of this kind. Throwing is left to the caller, so that control flow stays visible. */
export type ErrorOf<Args extends unknown[]> = ((...args: Args) => CommerceServicesError) & Entry;
/** Makes the text of a warning of this kind. */
export type WarningOf<Args extends unknown[]> = ((...args: Args) => string) & Entry;

/**
 * Declares an error: a code, what the docs say of it, and how an occurrence is worded.
 *
 * A function per kind instead of a class per kind: callers tell kinds apart by `code` alone, and
 * the docs generator needs the entries as data.
 */
export function defineError<Args extends unknown[]>(
  code: string,
  about: { title: string; when: string },
  word: (...args: Args) => Problem,
): ErrorOf<Args> {
  const make = (...args: Args) => new CommerceServicesError(code, word(...args));
  return Object.assign(make, { code, kind: "error" as const, ...about });
}

/** Declares a warning: like {@link defineError}, but an occurrence is a text, not an exception. */
export function defineWarning<Args extends unknown[]>(
  code: string,
  about: { title: string; when: string },
  word: (...args: Args) => Problem,
): WarningOf<Args> {
  const make = (...args: Args) => describe(code, word(...args));
  return Object.assign(make, { code, kind: "warning" as const, ...about });
}
