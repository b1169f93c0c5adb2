import type { GraphNode, Report } from "../report/model";

export interface Placed extends GraphNode {
  readonly x: number;
  readonly y: number;
}
export interface Layout {
  readonly nodes: readonly Placed[];
  readonly edges: readonly { readonly from: Placed; readonly to: Placed }[];
  readonly width: number;
  readonly height: number;
  /** Nodes that found no place, by column. */
  readonly missing: number;
}

type Column = GraphNode["kind"] | "behind";
const COLUMNS: readonly Column[] = [
  "pair",
  "project",
  "dataSpace",
  "resource",
  "behind",
  "store",
  "service",
];
export const BOX = { width: 172, height: 44, gapX: 32, gapY: 14, margin: 16 } as const;
const MOST_IN_COLUMN = 40;

/** A column a kind; in a column, what changes comes first, then as near as can be to its sources. */
export function layoutOf({ graph }: Report): Layout {
  const resources = new Set(
    graph.nodes.filter(({ kind }) => kind === "resource").map(({ id }) => id),
  );
  /** A resource that hangs on another one has a column of its own, so that edges go forward. */
  const behind = new Set(
    graph.edges
      .filter(({ from, to }) => resources.has(from) && resources.has(to))
      .map(({ to }) => to),
  );
  const columns = new Map<Column, GraphNode[]>();
  for (const node of graph.nodes) {
    const column = behind.has(node.id) ? "behind" : node.kind;
    const list = columns.get(column);
    if (list) list.push(node);
    else columns.set(column, [node]);
  }
  const used = COLUMNS.filter((column) => columns.has(column));
  const placed = new Map<string, Placed>();
  const sources = new Map<string, string[]>();
  for (const { from, to } of graph.edges) {
    const list = sources.get(to);
    if (list) list.push(from);
    else sources.set(to, [from]);
  }
  const heightOf = (id: string): number => {
    const rows = (sources.get(id) ?? []).flatMap((from) => placed.get(from)?.y ?? []);
    return rows.length > 0 ? rows.reduce((sum, y) => sum + y, 0) / rows.length : 0;
  };
  used.forEach((kind, column) => {
    const nodes = columns.get(kind) ?? [];
    const changed = nodes.length > MOST_IN_COLUMN ? [...nodes].sort(changedFirst) : nodes;
    changed
      .slice(0, MOST_IN_COLUMN)
      .map((node) => ({ node, height: heightOf(node.id) }))
      .sort((a, b) => a.height - b.height)
      .forEach(({ node }, row) => {
        placed.set(node.id, {
          ...node,
          x: BOX.margin + column * (BOX.width + BOX.gapX),
          y: BOX.margin + row * (BOX.height + BOX.gapY),
        });
      });
  });
  const nodes = [...placed.values()];
  return {
    nodes,
    edges: graph.edges.flatMap(({ from, to }) => {
      const [source, target] = [placed.get(from), placed.get(to)];
      return source && target ? [{ from: source, to: target }] : [];
    }),
    width: BOX.margin * 2 + Math.max(0, used.length * (BOX.width + BOX.gapX) - BOX.gapX),
    height: BOX.margin + Math.max(0, ...nodes.map(({ y }) => y + BOX.height)),
    missing: graph.nodes.length - nodes.length,
  };
}

const changedFirst = (a: GraphNode, b: GraphNode) =>
  Number(a.op === "same") - Number(b.op === "same");
