import { sanitize } from "../../domain/sanitize";

import type { GraphNode, Report } from "../report/model";

/** Mermaid refuses texts and graphs much larger than this; a person reads none of that size. */
const MOST_NODES = 150;

/** The graph, left to right: key → project → data space → what carries settings → store → services. */
export function renderMermaid({ graph, interruptions }: Report): string {
  const nodes = graph.nodes.slice(0, MOST_NODES);
  const ids = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  const interrupted = new Set(interruptions.map(({ store }) => `store:${store}`));
  const lines = [
    "flowchart LR",
    ...nodes.map((node) => `  ${ids.get(node.id)}${shape(node)}:::${classOf(node, interrupted)}`),
    ...graph.edges.flatMap(({ from, to }) => {
      const [source, target] = [ids.get(from), ids.get(to)];
      return source && target ? [`  ${source} --> ${target}`] : [];
    }),
  ];
  if (graph.nodes.length > MOST_NODES)
    lines.push(`  more["… and ${graph.nodes.length - MOST_NODES} more"]:::same`);
  return `${[...lines, ...CLASSES].join("\n")}\n`;
}

const CLASSES = [
  "  classDef same fill:#f6f8fa,stroke:#8c959f,color:#1f2328",
  "  classDef changed fill:#fff8c5,stroke:#9a6700,color:#1f2328",
  "  classDef interrupted fill:#ffebe9,stroke:#cf222e,color:#1f2328",
];

function shape({ kind, name, type, op }: GraphNode): string {
  const what = op === "same" ? "" : ` (${sanitize(op)})`;
  const label = entities(`${sanitize(name, { longest: 60 })}${what}`);
  const below = entities(
    kind === "store" || kind === "resource" ? sanitize(type, { longest: 60 }) : KIND[kind],
  );
  const text = `"${label}<br/>${below}"`;
  return kind === "store" ? `([${text}])` : kind === "service" ? `>${text}]` : `[${text}]`;
}

const KIND = { pair: "key pair", project: "project", dataSpace: "data space", service: "service" };

const classOf = ({ id, op }: GraphNode, interrupted: ReadonlySet<string>): string =>
  interrupted.has(id) ? "interrupted" : op === "same" ? "same" : "changed";

/** Letters, digits and blanks stand for themselves; all else as a numeric entity of Mermaid. */
const entities = (text: string): string =>
  text.replace(/[^\p{L}\p{N} ()._-]/gu, (character) => `#${character.codePointAt(0)};`);
