import { sanitize } from "../../domain/sanitize";
import type { Report } from "../report/model";
import { renderMermaid } from "./mermaid";
import {
  type Item,
  otherChangesText,
  policyText,
  riskText,
  type Section,
  sectionsOf,
  stackText,
} from "./sections";

/** A comment of a pull request holds no more, on GitHub and in its API. */
export const MOST_CHARACTERS = 65_536;

/** By this a comment is found again, and updated in place. One a stack: a repository may have many. */
export const markerOf = ({ stack }: Report): string =>
  `<!-- commerce-services impact ${encodeURIComponent(sanitize(`${stack.project}/${stack.name}`))
    .replaceAll("-", "%2D")
    .slice(0, 400)} -->`;

const SIGN = { critical: "🟥", high: "🟧", medium: "🟨", low: "🟩", none: "⬜" } as const;

/**
 * For a pull request's comment: worst first, detail folded, never longer than a comment may be.
 * What does not fit is left out by whole rows and sections, so that every fence and fold is closed.
 */
export function renderMarkdown(report: Report, most = MOST_CHARACTERS): string {
  const head = [
    markerOf(report),
    `## ${SIGN[report.risk ?? "none"]} Commerce Services: ${riskText(report)}`,
    `**${escaped(report.headline, 600)}**`,
    `${escaped(stackText(report), 600)} ${escaped(policyText(report))}`,
  ].join("\n\n");
  const others = otherChangesText(report);
  const end = others === "" ? "" : `\n\n${others}`;
  let text = head;
  let left = most - head.length - end.length - 200;
  const sections = sectionsOf(report);
  sections.forEach((section, at) => {
    // Each section may take a fair part of what is left, so that the last ones are heard too.
    const drawn = draw(section, Math.max(0, Math.floor(left / Math.min(3, sections.length - at))));
    if (drawn.length > left) return;
    text += drawn;
    left -= drawn.length;
  });
  return `${text}${end}\n`;
}

function draw({ title, open, head, rows, items = [] }: Section, room: number): string {
  const total = (rows ?? items).length;
  const before =
    rows && head ? `| ${head.join(" | ")} |\n|${head.map(() => "---|").join("")}\n` : "";
  const fold = open && total <= 10 ? undefined : `${title} (${total})`;
  const frame = fold
    ? [`\n\n<details><summary>${fold}</summary>\n\n`, "\n</details>"]
    : [`\n\n### ${title}\n\n`, ""];
  const free = room - before.length - frame.join("").length - 80;
  const shown = rows ? fitting(rows, rowText, free) : fitting(items, itemText, free);
  const missing = total - shown.length;
  if (shown.length === 0 && missing > 0 && room < 200) return "";
  const more = missing > 0 ? `\n${missing} more are left out here: see the JSON report.\n` : "";
  return `${frame[0]}${shown.length > 0 ? before : ""}${shown.join("")}${more}${frame[1]}`;
}

/** The first of them, as many as there is room for; no more are put into words than that. */
function fitting<T>(all: readonly T[], textOf: (one: T) => string, room: number): string[] {
  const shown: string[] = [];
  let left = room;
  for (const one of all) {
    const text = textOf(one);
    left -= text.length;
    if (left < 0) break;
    shown.push(text);
  }
  return shown;
}

const rowText = (row: readonly string[]): string =>
  `| ${row.map((cell) => escaped(cell, 600)).join(" | ")} |\n`;

function itemText({ lead, text, notes = [], commands = [] }: Item): string {
  const first = lead === "" ? escaped(text, 1000) : `**${escaped(lead)}**: ${escaped(text, 1000)}`;
  const below = notes.map((note) => `  - ${escaped(note, 600)}\n`).join("");
  const fence = "```";
  const code =
    commands.length > 0
      ? `\n  ${fence}sh\n${commands.map((command) => `  ${sanitize(command).replaceAll("`", "'")}\n`).join("")}  ${fence}\n`
      : "";
  return `- ${first}\n${below}${code}`;
}

/**
 * Text that no Markdown renderer takes for anything else: no emphasis, link, HTML, mention, issue
 * reference, heading, table column or bare URL. A zero-width joiner breaks what a backslash can't.
 */
export function escaped(text: string, longest = 300): string {
  return sanitize(text, { longest })
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~^$-]/g, "\\$&")
    .replace(/@/g, "@\u2060")
    .replace(/:\/\//g, ":\u2060//")
    .replace(/\b(www|mailto|xmpp)([.:])/gi, "$1\u2060$2")
    .replace(/\b(GH)\\-(?=\d)/gi, "$1\u2060\\-")
    .replace(/#(?=\d)/g, "#\u2060")
    .replace(/:(?=[A-Za-z0-9+_\\-]+:)/g, ":\u2060")
    .replace(COMMIT, (hash) => `${hash.slice(0, 6)}\u2060${hash.slice(6)}`);
}

/**
 * What may be taken for a commit and linked. Public keys (32 digits) and UUIDs are not commits, and
 * must be copied as they are.
 */
const COMMIT = /(?<![\w-])(?![0-9a-f]{32}\b)[0-9a-f]{7,64}(?![\w\\-])/g;

/** A job's summary takes 1 MiB a step; the rest is left to other steps. */
const MOST_BYTES = 800_000;

/** For `GITHUB_STEP_SUMMARY`: the comment's text, longer, with the graph. */
export function renderGithub(report: Report): string {
  const text = renderMarkdown(report, MOST_BYTES / 4);
  if (report.graph.nodes.length === 0) return text;
  const graph = renderMermaid(report);
  return `${text}\n<details><summary>Graph</summary>\n\n\`\`\`mermaid\n${graph}\`\`\`\n\n</details>\n`;
}
