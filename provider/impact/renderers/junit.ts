import { sanitize } from "../../domain/sanitize";
import { compareLevels, type Level } from "../report/levels";

import type { Report } from "../report/model";
import { markup } from "./html";

/** Every risk is a test case: failed from this level on, skipped where it is accepted. */
export function renderJunit({ risks, stack, headline }: Report, failOn: Level = "high"): string {
  const name = markup(sanitize(`commerce-services impact ${stack.project}/${stack.name}`));
  const cases = risks.map(({ rule, subject, level, text, accepted }) => {
    const head = `    <testcase classname="${markup(rule)}" name="${markup(sanitize(subject))}">`;
    const message = markup(`${level}: ${sanitize(text, { longest: 1000 })}`);
    if (accepted)
      return `${head}<skipped message="${markup(`accepted until ${accepted.until}: ${sanitize(accepted.reason)}`)}"/></testcase>`;
    return compareLevels(level, failOn) >= 0
      ? `${head}<failure type="${level}" message="${message}"/></testcase>`
      : `${head}<system-out>${message}</system-out></testcase>`;
  });
  if (cases.length === 0)
    cases.push(`    <testcase classname="impact" name="${markup(sanitize(headline))}"/>`);
  const failures = cases.filter((one) => one.includes("<failure ")).length;
  const skipped = cases.filter((one) => one.includes("<skipped ")).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${name}" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}
