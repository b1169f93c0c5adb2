import { sanitize } from "../../domain/sanitize";

import type { Report, Risk } from "../report/model";
import { isRule, rules } from "../report/rules";

const DOCS =
  "https://github.com/pulumi-commerce-services/pulumi-commerce-services/blob/main/docs/impact.md";
const LEVEL = { critical: "error", high: "error", medium: "warning", low: "note" } as const;
/** GitHub sorts by this number: 9.0 and up is shown as critical, 7.0 as high, 4.0 as medium. */
const SEVERITY = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" } as const;
/** GitHub's limit of results in a run. */
const MOST_RESULTS = 5_000;

/** SARIF 2.1.0: every risk is a result, on the project's file, for a plan has no source lines. */
export function renderSarif(report: Report): string {
  const used = [...new Set(report.risks.map(({ rule }) => rule))].sort();
  return `${JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "commerce-services impact",
              informationUri: DOCS,
              rules: used.map((id) => ruleOf(id, report)),
            },
          },
          automationDetails: {
            id: `commerce-services/${sanitize(report.stack.project)}/${sanitize(report.stack.name)}/`,
          },
          results: report.risks.slice(0, MOST_RESULTS).map((risk) => resultOf(risk, used)),
          columnKind: "utf16CodeUnits",
        },
      ],
    },
    null,
    2,
  )}\n`;
}

function ruleOf(id: string, { risks }: Report) {
  const level = risks.find(({ rule }) => rule === id)?.level ?? "low";
  return {
    id,
    shortDescription: { text: isRule(id) ? rules[id].title : id },
    helpUri: `${DOCS}#${id}`,
    defaultConfiguration: { level: LEVEL[level] },
    properties: { "security-severity": SEVERITY[level] },
  };
}

function resultOf({ rule, level, subject, urn, text, accepted }: Risk, used: readonly string[]) {
  return {
    ruleId: rule,
    ruleIndex: used.indexOf(rule),
    level: LEVEL[level],
    message: { text: `${sanitize(subject)}: ${sanitize(text, { longest: 1000 })}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "Pulumi.yaml" },
          region: { startLine: 1 },
        },
        logicalLocations: [
          {
            name: sanitize(subject),
            ...(urn !== null && { fullyQualifiedName: sanitize(urn, { longest: 1000 }) }),
            kind: "resource",
          },
        ],
      },
    ],
    // The same finding in the next plan is the same alert.
    partialFingerprints: {
      "ruleAndSubject/v1": `${rule}/${sanitize(urn ?? subject, { longest: 1000 })}`,
    },
    ...(accepted && {
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: `${sanitize(accepted.reason)} (until ${accepted.until})`,
        },
      ],
    }),
  };
}
