import { figure } from "./figures";
import { msOf, type Report } from "./report";
import { type Phase, phases, type Way, ways } from "./ways";

const SHOWN: readonly Phase[] = ["up", "previewSame", "refresh"];
const PANEL = { width: 250, height: 220, left: 44, right: 20, top: 30, bottom: 34 };
const LEGEND_HEIGHT = 30;

/** Told apart by shade as well as by color: the page may be printed. */
const STROKES: Readonly<Record<Way, string>> = {
  ours: '#1b4f9c" stroke-width="2.5',
  plugin: '#d98e04" stroke-width="2.5" stroke-dasharray="7 3',
  bare: '#2e8b57" stroke-width="1.5',
  stock: '#c0392b" stroke-width="1.5',
  floor: '#777777" stroke-width="1.5" stroke-dasharray="4 3',
};

/** How cost grows with the number of resources: both axes logarithmic, a panel for each phase. */
export function picture(report: Report): string {
  const width = PANEL.width * SHOWN.length;
  const height = PANEL.height + LEGEND_HEIGHT;
  const panels = SHOWN.map(
    (phase, index) =>
      `<g transform="translate(${index * PANEL.width} 0)">${panel(report, phase)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    "<title>Seconds by number of resources, both axes logarithmic</title>",
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...panels,
    `<g transform="translate(${PANEL.left} ${PANEL.height + 16})">${legend()}</g>`,
    "</svg>\n",
  ].join("\n");
}

function panel(report: Report, phase: Phase): string {
  const lines = ways.map((way) => ({ way, points: pointsOf(report, way, phase) }));
  const seconds = lines.flatMap(({ points }) => points.map(([, y]) => y));
  const x = scale(
    report.sizes.map(({ size }) => size),
    PANEL.left,
    PANEL.width - PANEL.right,
  );
  const y = scale(seconds, PANEL.height - PANEL.bottom, PANEL.top);
  const inner = [
    `<text x="${PANEL.left}" y="18" font-weight="bold">${phases[phase].title}, seconds</text>`,
    ...y.marks.map(
      (mark) =>
        `<line x1="${PANEL.left}" x2="${PANEL.width - PANEL.right}" y1="${at(y, mark)}" y2="${at(y, mark)}" stroke="#dddddd"/><text x="${PANEL.left - 5}" y="${at(y, mark) + 4}" text-anchor="end">${mark}</text>`,
    ),
    ...report.sizes.map(
      ({ size }) =>
        `<text x="${at(x, size)}" y="${PANEL.height - PANEL.bottom + 16}" text-anchor="middle">${size.toLocaleString("en-US")}</text>`,
    ),
    ...lines.map(({ way, points }) =>
      line(
        way,
        points.map(([n, s]) => [at(x, n), at(y, s)]),
      ),
    ),
  ];
  return inner.join("");
}

type Point = readonly [number, number];

function pointsOf({ sizes }: Report, way: Way, phase: Phase): Point[] {
  return sizes.flatMap((measured) => {
    const found = figure(measured, way, msOf(phase));
    return found ? [[measured.size, found.median / 1_000] as const] : [];
  });
}

interface Scale {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly marks: readonly number[];
}

const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/** Whole steps of 1, 2, 5 around all values. */
function scale(values: readonly number[], low: number, high: number): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const first = MARKS.findLast((mark) => mark <= least) ?? least;
  const last = MARKS.find((mark) => mark >= most && mark > first) ?? Math.max(most, first * 2);
  return {
    from: [Math.log(first), Math.log(last)],
    to: [low, high],
    marks: MARKS.filter((mark) => mark >= first && mark <= last),
  };
}

function at({ from: [a, b], to: [low, high] }: Scale, value: number): number {
  return Math.round(low + ((Math.log(value) - a) / (b - a)) * (high - low));
}

const line = (way: Way, points: readonly Point[]) =>
  `<polyline points="${points.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${STROKES[way]}"/>` +
  points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2" fill="#333333"/>`).join("");

const legend = () =>
  ways
    .map(
      (way, index) =>
        `<g transform="translate(${index * 90} 0)"><line x2="24" y1="-4" y2="-4" stroke="${STROKES[way]}"/><text x="30">${way}</text></g>`,
    )
    .join("");
