import { CommerceServicesError } from "./CommerceServicesError";
import { defineError } from "./define";

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
