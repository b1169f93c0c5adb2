/** What a command's exit code says (docs/impact.md). */
export const EXIT = {
  /** Fine, or nothing to do. */
  fine: 0,
  error: 1,
  /** There is something to do: `impact --detailed-exitcode`, and `revoke` without `--yes`. */
  changes: 2,
  /** The plan reaches `--fail-on`. */
  gate: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
