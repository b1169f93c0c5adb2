import { sanitize } from "../../domain/sanitize";
import { listed } from "../../domain/text";

import type { GraphNode, Report } from "../report/model";
import { BOX, type Layout, layoutOf } from "./layout";
import {
  type Item,
  otherChangesText,
  policyText,
  riskText,
  type Section,
  sectionsOf,
  stackText,
} from "./sections";

/** A browser draws no more rows of a table at ease; the JSON report has them all. */
const MOST = 500;

/** One page that needs nothing else: no script, no font, no network; light and dark. */
export function renderHtml(report: Report): string {
  const risk = report.risk ?? "none";
  const title = `Impact on ${sanitize(report.stack.project)}/${sanitize(report.stack.name)}: ${riskText(report)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${markup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header>
<p class="badge ${risk}">${markup(riskText(report))}</p>
<h1>${markup(sanitize(report.headline, { longest: 600 }))}</h1>
<p>${markup(stackText(report))} ${markup(policyText(report))}</p>
</header>
<main id="report">
${figure(report)}
${sectionsOf(report).map(sectionHtml).join("\n")}
${report.otherChanges > 0 ? `<p>${otherChangesText(report)}</p>` : ""}
</main>
</body>
</html>
`;
}

function figure(report: Report): string {
  const layout = layoutOf(report);
  if (layout.nodes.length === 0) return "";
  const interrupted = new Set(report.interruptions.map(({ store }) => `store:${store}`));
  const more = layout.missing > 0 ? ` ${layout.missing} more are left out.` : "";
  const names =
    "Key pairs, projects, data spaces, what carries their settings, stores and services";
  return `<figure>
<div class="graph" tabindex="0" role="group" aria-label="Graph of the stack, scrollable">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="img" aria-labelledby="graph-title graph-text">
<title id="graph-title">What depends on what</title>
<desc id="graph-text">${names}, from left to right. The same in words is below the picture.</desc>
${edges(layout)}
${boxes(layout, interrupted)}
</svg>
</div>
<figcaption>${names}. Yellow: changed by this plan. Red: interrupted.${more}</figcaption>
<details><summary>The graph in words</summary>${words(layout, interrupted)}</details>
</figure>`;
}

/** For those who can't see the picture: each box, and the boxes to which its lines lead. */
function words({ nodes, edges }: Layout, interrupted: ReadonlySet<string>): string {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const list = targets.get(from.id);
    if (list) list.push(markup(sanitize(to.name)));
    else targets.set(from.id, [markup(sanitize(to.name))]);
  }
  const lines = nodes.map((node) => {
    const leads = listed(targets.get(node.id) ?? [], 20);
    const what = `${markup(sanitize(node.name))} (${markup(stateOf(node, interrupted))})`;
    return `<li>${what}${leads === "" ? "" : `, leads to: ${leads}`}</li>`;
  });
  return `<ul>${lines.join("\n")}</ul>`;
}

/** "production store, stops", "key pair, replace". */
function stateOf({ id, kind, type, op }: GraphNode, interrupted: ReadonlySet<string>): string {
  const change = interrupted.has(id) ? "stops" : op === "same" ? "" : sanitize(op);
  const what = kind === "store" ? `${sanitize(type, { longest: 14 })} store` : KIND[kind];
  return [what, change].filter(Boolean).join(", ");
}

const edges = ({ edges }: Layout): string =>
  edges
    .map(({ from, to }) => {
      const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
      const [x2, y2] = [to.x, to.y + BOX.height / 2];
      const bend = Math.max(24, (x2 - x1) / 2);
      return `<path class="edge" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`;
    })
    .join("");

const KIND = {
  pair: "key pair",
  project: "project",
  dataSpace: "data space",
  store: "store",
  service: "service",
  resource: "resource",
} as const;

const boxes = ({ nodes }: Layout, interrupted: ReadonlySet<string>): string =>
  nodes
    .map((node) => {
      const { id, name, type, op, x, y } = node;
      const state = interrupted.has(id) ? "interrupted" : op === "same" ? "same" : "changed";
      const below = stateOf(node, interrupted);
      return `<g class="node ${state}"><title>${markup(sanitize(`${name} (${type})`))}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${x + 10}" y="${y + 18}">${markup(sanitize(name, { longest: 19 }))}</text><text class="small" x="${x + 10}" y="${y + 35}">${markup(sanitize(below, { longest: 24 }))}</text></g>`;
    })
    .join("");

function sectionHtml({ id, title, head, rows, items }: Section): string {
  const body = rows ? table(head ?? [], rows, title) : list(items ?? []);
  const more = (rows ?? items ?? []).length - MOST;
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}${more > 0 ? `<p>${more} more are left out here: see the JSON report.</p>` : ""}</section>`;
}

function table(head: readonly string[], rows: Section["rows"], title: string): string {
  const cells = (row: readonly string[]) =>
    row
      .map((cell, at) => {
        const level =
          head[at] === "Risk" ? ` class="risk ${markup(cell.split(" ")[0] ?? "")}"` : "";
        return `<td${level}>${markup(sanitize(cell, { longest: 1000 }))}</td>`;
      })
      .join("");
  return `<div class="wide" tabindex="0" role="group" aria-label="${title}, scrollable"><table><thead><tr>${head.map((one) => `<th scope="col">${one}</th>`).join("")}</tr></thead>
<tbody>${(rows ?? [])
    .slice(0, MOST)
    .map((row) => `<tr>${cells(row)}</tr>`)
    .join("\n")}</tbody></table></div>`;
}

const list = (items: readonly Item[]): string =>
  `<ul>${items
    .slice(0, MOST)
    .map(
      ({ lead, text, notes = [], commands = [] }) =>
        `<li>${lead === "" ? "" : `<strong>${markup(sanitize(lead))}</strong>: `}${markup(sanitize(text, { longest: 1000 }))}${
          notes.length > 0
            ? `<ul>${notes.map((note) => `<li>${markup(sanitize(note, { longest: 600 }))}</li>`).join("")}</ul>`
            : ""
        }${commands.length > 0 ? `<pre tabindex="0">${commands.map((command) => markup(sanitize(command))).join("\n")}</pre>` : ""}</li>`,
    )
    .join("\n")}</ul>`;

/** For text and quoted attributes of XML and HTML alike. What neither may hold is gone by then. */
export const markup = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** The page's style. Contrast is at least 4.5 to 1 for text, in light and in dark. */
export const STYLE = `
:root{--ground:#fff;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--changed:#fff3b0;--changed-line:#7d5700;--bad:#ffe1de;--bad-line:#b91c26;--ok-line:#1a7f37;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--text:#e6edf3;--soft:#9da7b1;--line:#3d444d;--box:#1b222b;--changed:#3b2f0a;--changed-line:#e3b341;--bad:#4a1418;--bad-line:#ff8a80;--ok-line:#56d364;--link:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:88rem;padding:1.5rem;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
header p{margin:.25rem 0;color:var(--soft)}
.skip{position:absolute;left:-999rem}.skip:focus{position:static}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.badge{display:inline-block;padding:.1rem .75rem;border:2px solid;border-radius:1rem;font-weight:700;text-transform:uppercase;letter-spacing:.03em}
header .badge.critical,header .badge.high,.risk.critical,.risk.high{color:var(--bad-line);font-weight:700}
header .badge.critical{background:var(--bad)}
header .badge.medium,.risk.medium{color:var(--changed-line);font-weight:700}
header .badge.low,header .badge.none,.risk.low{color:var(--ok-line)}
figure{margin:1.5rem 0}
figcaption{color:var(--soft);font-size:.9rem}
.graph,.wide{overflow-x:auto}
.graph{border:1px solid var(--line);border-radius:8px}
svg{display:block;max-width:100%;min-width:60rem;height:auto;font:13px system-ui,sans-serif}
.node rect{fill:var(--box);stroke:var(--line)}
.node text{fill:var(--text)}.node .small{fill:var(--soft);font-size:11px}
.node.changed rect{fill:var(--changed);stroke:var(--changed-line)}
.node.interrupted rect{fill:var(--bad);stroke:var(--bad-line);stroke-width:2}
.node.changed .small,.node.interrupted .small{fill:var(--text)}
.edge{fill:none;stroke:var(--soft);stroke-opacity:.6}
table{border-collapse:collapse;width:100%;overflow-wrap:normal}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
td{overflow-wrap:break-word;min-width:4.5rem}td:last-child{min-width:18rem}
ul{padding-left:1.25rem}li{margin:.35rem 0}
pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.75rem;overflow-x:auto;font-size:.9rem}
@media print{body{max-width:none}.graph,.wide,pre{overflow:visible}}
`;
