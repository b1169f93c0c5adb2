import { expect, it } from "vitest";
import { countReport, countResults, type Report } from "./results";

const report = (changes: Partial<Report> = {}): Report => ({
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{ status: "passed" }] }],
  ...changes,
});

it.each([
  ["a full success", report(), 0, { passed: 7, failed: 0 }],
  ["failures", report({ numFailedTests: 2 }), 1, { passed: 7, failed: 2 }],
  [
    "skipped tests as failures",
    report({ numPendingTests: 1, numTodoTests: 2 }),
    0,
    { passed: 7, failed: 3 },
  ],
  [
    "a file that could not be loaded",
    report({ testResults: [{ status: "failed", assertionResults: [] }] }),
    1,
    { passed: 7, failed: 1 },
  ],
  [
    "a file that could not be loaded beside a failed test",
    report({
      numFailedTests: 1,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{ status: "failed" }] },
      ],
    }),
    1,
    { passed: 7, failed: 2 },
  ],
  [
    "a failed test once, not its file as well",
    report({
      numFailedTests: 1,
      testResults: [{ status: "failed", assertionResults: [{ status: "failed" }] }],
    }),
    1,
    { passed: 7, failed: 1 },
  ],
  ["an error outside any test", report(), 1, { passed: 7, failed: 1 }],
  ["a run that was killed", report(), null, { passed: 7, failed: 1 }],
  ["a run without tests", report({ numPassedTests: 0 }), 0, { passed: 0, failed: 1 }],
])("counts %s", (_what, of, exitCode, counts) => {
  expect(countReport(of, exitCode)).toEqual(counts);
});

it("throws when there is no report", () => {
  expect(() => countResults("/nowhere/results.json", 1)).toThrow("ENOENT");
});
