/** What a command's exit code says (docs/impact.md). */
export const EXIT = {
  /** Fine, or nothing to do. */
  fine: 0,
  error: 1,
  /** The plan changes something; only with `--detailed-exitcode`. */
  changes: 2,
  /** The plan reaches `--fail-on`. */
  gate: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
