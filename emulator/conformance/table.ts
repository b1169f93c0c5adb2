import { checks } from "./suite";

/** The evidence as a page: every endpoint, every outcome, the check that proves it. */
export function table(elsewhere: ReadonlyMap<string, string>): string {
  const rows = checks.map(({ endpoint, status, title, writes }) => [
    endpoint,
    String(status),
    title,
    writes ? "yes" : "",
  ]);
  const others = [...elsewhere].map(([outcome, proof]) => [...outcome.split(" -> "), proof, ""]);
  const head = ["endpoint", "status", "check", "writes"];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows, ...others].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [
    "# What the conformance suite proves",
    "",
    "Generated from the checks in `conformance/`; a test keeps it true, and another one that every",
    "outcome in the OpenAPI files stands here. Aim the suite at any addresses with",
    "`commerce-services-emulator conformance --help`.",
    "",
    line(head),
    line(widths.map((width) => "-".repeat(width))),
    ...[...rows, ...others].map(line).sort(),
    "",
  ].join("\n");
}
