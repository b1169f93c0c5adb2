import { sanitize } from "../../domain/sanitize";

import type { Report } from "../report/model";
import {
  type Item,
  otherChangesText,
  policyText,
  riskText,
  type Section,
  sectionsOf,
  stackText,
} from "./sections";

export interface TextOptions {
  /** Columns of the terminal; 80 where there is none. */
  readonly width?: number | undefined;
  readonly color?: boolean | undefined;
}

/** Longer lists end with how many more there are: a terminal is no place for 10,000 lines. */
const MOST = 40;

/** For a terminal: worst first, wrapped to its width, colors only when asked for. */
export function renderText(
  report: Report,
  { width = 80, color = false }: TextOptions = {},
): string {
  const columns = Math.min(Math.max(width, 40), 120);
  const paint = (code: string, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const level = riskText(report).toUpperCase();
  const lines = [
    ...wrap(`${level}: ${sanitize(report.headline, { longest: 600 })}`, columns, "").map((line) =>
      paint(COLOR[report.risk ?? "none"], line),
    ),
    ...wrap(stackText(report), columns, ""),
    ...wrap(policyText(report), columns, ""),
    ...sectionsOf(report).flatMap((section) => [
      "",
      paint("1", section.title),
      ...body(section, columns),
    ]),
  ];
  const others = otherChangesText(report);
  if (others !== "") lines.push("", ...wrap(others, columns, ""));
  return `${lines.join("\n")}\n`;
}

const COLOR = { critical: "1;31", high: "31", medium: "33", low: "32", none: "2" } as const;

function body({ head = [], rows, items }: Section, columns: number): string[] {
  const shown = rows
    ? rows.slice(0, MOST).flatMap((row) => rowLines(row, head, columns))
    : (items ?? []).slice(0, MOST).flatMap((item) => itemLines(item, columns));
  const more = (rows ?? items ?? []).length - MOST;
  return more > 0 ? [...shown, `  … and ${more} more: see --format json.`] : shown;
}

/** `first · second · third`, then the prose below, indented. */
function rowLines(row: readonly string[], head: readonly string[], columns: number): string[] {
  const cells = row
    .slice(0, -1)
    .map((cell, at) => labelled(head[at] ?? "", sanitize(cell, { longest: 100 })));
  return [
    ...wrap(cells.join(" · "), columns, "  "),
    ...wrap(sanitize(row.at(-1) ?? "", { longest: 1000 }), columns, "      "),
  ];
}

/** Bare words that would not explain themselves get their column's name. */
const labelled = (head: string, cell: string): string =>
  ["From", "Until", "Pair", "Pairs", "Step"].includes(head)
    ? `${head.toLowerCase()} ${cell.replace(/^in the portal/, "the portal")}`
    : cell;

function itemLines({ lead, text, notes = [], commands = [] }: Item, columns: number): string[] {
  const first =
    lead === ""
      ? sanitize(text, { longest: 1000 })
      : `${sanitize(lead)}: ${sanitize(text, { longest: 1000 })}`;
  return [
    ...wrap(first, columns, "  ", "    "),
    ...notes.flatMap((note) => wrap(sanitize(note, { longest: 600 }), columns, "    - ", "      ")),
    ...commands.map((command) => `      ${sanitize(command)}`),
  ];
}

/** Breaks at blanks; a word longer than a line is cut, so that no line exceeds the width. */
function wrap(text: string, columns: number, first: string, rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const whole of text.split(" ")) {
    for (const word of pieces(whole, columns - rest.length)) {
      if (!empty && line.length + 1 + word.length > columns) {
        lines.push(line);
        line = rest;
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
  }
  lines.push(line);
  return lines;
}

function pieces(word: string, longest: number): string[] {
  if (word.length <= longest) return [word];
  const characters = [...word];
  const size = Math.max(1, Math.floor(longest / 2));
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, at) =>
    characters.slice(at * size, (at + 1) * size).join(""),
  );
}
