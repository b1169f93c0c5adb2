/** Where the catalogue of codes is published; the anchor of an entry is its code in lower case. */
const DOCS =
  "https://github.com/pulumi-commerce-services/pulumi-commerce-services/blob/main/docs/errors.md";

/** What every message of this project carries, told apart by `code`. */
export interface Problem {
  /** Where in the resource's inputs (`supplied.privateKey`), or the configuration key. */
  readonly path?: string;
  /** What is wrong, as the end of a sentence whose subject is the path. Never a secret's value. */
  readonly problem: string;
  /** What to do about it: one imperative sentence. */
  readonly fix: string;
  /** The service's id of the call that was refused. */
  readonly requestId?: string;
  readonly cause?: unknown;
}

/** One line for people: code, path, problem, fix, link. */
export function describe(code: string, { path, problem, fix, requestId }: Problem): string {
  const subject = path ? `${path} ` : "";
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
  readonly fix: string;
  readonly requestId: string | undefined;

  constructor(
    readonly code: string,
    details: Problem,
  ) {
    super(describe(code, details), details.cause === undefined ? {} : { cause: details.cause });
    this.path = details.path;
    this.problem = details.problem;
    this.fix = details.fix;
    this.requestId = details.requestId;
  }
}
