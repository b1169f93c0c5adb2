import type { Report } from "../model";
import { renderMarkdown } from "./markdown";
import { renderMermaid } from "./mermaid";

/** A job's summary takes 1 MiB a step; the rest is left to other steps. */
const MOST_BYTES = 800_000;

/** For `GITHUB_STEP_SUMMARY`: the comment's text, longer, with the graph. */
export function renderGithub(report: Report): string {
  const text = renderMarkdown(report, MOST_BYTES / 4);
  if (report.graph.nodes.length === 0) return text;
  const graph = renderMermaid(report);
  return `${text}\n<details><summary>Graph</summary>\n\n\`\`\`mermaid\n${graph}\`\`\`\n\n</details>\n`;
}
