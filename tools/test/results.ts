import { readFileSync } from "node:fs";

/** The part of vitest's JSON report that is counted here; all projects are in one report. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Skipped tests. */
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * What a run came to. Whatever keeps it from being a full success counts as a failure, so that the
 * line `N passed, 0 failed` can be trusted: a test that was skipped, a file that could not be
 * loaded, an error outside any test (told by the exit code alone), a run without tests.
 */
export function countReport(report: Report, exitCode: number | null): Counts {
  const passed = report.numPassedTests;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + brokenFiles;
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

/** Throws when there is no report: the run broke off. */
export function countResults(path: string, exitCode: number | null): Counts {
  return countReport(JSON.parse(readFileSync(path, "utf8")) as Report, exitCode);
}
