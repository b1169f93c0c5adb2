import * as wrong from "../errors/gateway";
import { readAnswer } from "./refusal";
import { type Row, row } from "./row";
import type { Exchange } from "./wire";

/** The rows of `{results: [row]}`. */
export function readRows(exchange: Exchange): Row[] {
  const { results } = readAnswer(exchange);
  if (!Array.isArray(results)) throw wrong.rowsMissing(exchange.to, exchange.call);
  return results.map((value, index) => readRow(value, exchange, `results[${index}].`));
}

/** A bare row. */
export function readOneRow(exchange: Exchange): Row {
  return readRow(readAnswer(exchange), exchange, "");
}

function readRow(value: unknown, { to, call }: Exchange, at: string): Row {
  const read = row.safeParse(value);
  if (read.success) return read.data;
  // Paths alone: an issue's input could be anything.
  const fields = read.error.issues.map(({ path }) => `${at}${path.join(".")}`.replace(/\.$/, ""));
  throw wrong.rowIncomplete(to, call, fields.slice(0, 5).join(", "));
}
