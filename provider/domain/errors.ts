import { redact } from "./redact";
import { sanitize, sanitizeLines } from "./sanitize";

/** Where the catalogue of codes is published; the anchor of an entry is its code in lower case. */
const DOCS =
  "https://github.com/pulumi-commerce-services/pulumi-commerce-services/blob/main/docs/errors.md";

/** What every message of this project carries, told apart by `code`. */
export interface Problem {
  /** Where in the resource's inputs (`supplied.privateKey`), or the configuration key. */
  readonly path?: string;
  /** What is wrong, as the end of a sentence whose subject is the path. Never a secret's value. */
  readonly problem: string;
  /**
   * Why a call failed, for an error that this one leads to. Goes on after "the call went to HOST, ":
   * `which did not answer within 30 s`.
   */
  readonly reason?: string;
  /** What to do about it: one imperative sentence. */
  readonly fix: string;
  /** The service's id of the call that was refused. */
  readonly requestId?: string;
  readonly cause?: unknown;
}

/**
 * What an occurrence says, safe to print: names of people and of services stand in these texts. The
 * path stays as it is, for the engine looks it up among the inputs.
 */
const safe = (details: Problem): Problem => ({
  ...details,
  problem: sanitizeLines(redact(details.problem)),
  fix: sanitizeLines(redact(details.fix)),
  ...(details.reason !== undefined && { reason: sanitize(redact(details.reason)) }),
  ...(details.requestId !== undefined && { requestId: requestIdOf(details.requestId) }),
});

/** The service's own comes from a header, and may be anything: of ours, 32 characters are used. */
const requestIdOf = (text: string): string => sanitize(redact(text), { longest: 100 });

/** One line for people: code, path, problem, fix, link. Of details that are {@link safe}. */
export function describe(code: string, { path, problem, fix, requestId }: Problem): string {
  const subject = path ? `${sanitize(redact(path))} ` : "";
  const request = requestId ? ` (request ${requestId})` : "";
  return `${code}: ${subject}${problem}${request}. ${fix} See ${DOCS}#${code.toLowerCase()}`;
}

/**
 * The one error type that leaves this package. `code` is stable for ever; `message` is for people
 * and may be reworded.
 *
 * `cause` is kept for programs but is never printed by us: it may hold headers and bodies.
 */
export class CommerceServicesError extends Error {
  override readonly name = "CommerceServicesError";
  readonly path: string | undefined;
  readonly problem: string;
  readonly reason: string | undefined;
  readonly fix: string;
  readonly requestId: string | undefined;

  constructor(
    readonly code: string,
    given: Problem,
  ) {
    const details = safe(given);
    super(describe(code, details), details.cause === undefined ? {} : { cause: details.cause });
    this.path = details.path;
    this.problem = details.problem;
    this.reason = details.reason;
    this.fix = details.fix;
    this.requestId = details.requestId;
  }
}

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
  const make = (...args: Args) => describe(code, safe(word(...args)));
  return Object.assign(make, { code, kind: "warning" as const, ...about });
}

export const unexpected = defineError(
  "CS9001",
  {
    title: "A fault of this package",
    when: "When something fails that no rule foresaw. Its text is withheld, because it might quote a secret.",
  },
  (error: unknown) => ({
    problem: `this operation failed in a way that was not foreseen (${whereabouts(error)})`,
    fix: "Please report it with this line.",
    cause: error,
  }),
);

/** Every failure leaves as a coded error: what was thrown, or CS9001 around it. */
export const asCoded = (error: unknown): CommerceServicesError =>
  error instanceof CommerceServicesError ? error : unexpected(error);

/** The kind of the error and where it arose; never its message. */
function whereabouts(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const frame = error.stack?.split("\n").find((line) => /^\s+at /.test(line));
  return `${error.name} ${frame?.trim() ?? ""}`.trim();
}
