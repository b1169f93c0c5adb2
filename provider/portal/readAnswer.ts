import type { z } from "zod";
import * as wrong from "../errors/portal";
import { refusal } from "./refusal";
import type { Exchange } from "./wire";

/** The answer as the contract has it; throws what is said instead. */
export function readAnswer<Schema extends z.ZodType>(
  exchange: Exchange,
  schema: Schema,
): z.infer<Schema> {
  const { status, json, to, call } = exchange;
  if (status < 200 || status >= 300) throw refusal(exchange);
  if (json === undefined) throw wrong.portalNotJson(to, call, status);
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  // Paths alone: an issue's input may be a private key.
  const fields = read.error.issues.map(({ path }) => path.join(".") || "no object");
  throw wrong.portalAnswerUnexpected(to, call, fields.slice(0, 5).join(", "));
}
