import { CommerceServicesError } from "../errors/CommerceServicesError";
import * as wrong from "../errors/gateway";
import { outcomeUnknown } from "../errors/transport";
import type { Exchange } from "./wire";

/** Answers after which the service may have made what it was asked for. The rest are refusals. */
const OPEN: readonly string[] = [
  wrong.registryFault.code,
  wrong.notJson.code,
  wrong.notAnObject.code,
  wrong.rowsMissing.code,
  wrong.rowIncomplete.code,
];

/**
 * Reads the answer to a call that makes something. An answer that can't be read says no more about
 * the outcome than none at all.
 */
export function readCreated<T>(exchange: Exchange, read: (exchange: Exchange) => T): T {
  try {
    return read(exchange);
  } catch (error) {
    if (!(error instanceof CommerceServicesError)) throw error;
    if (OPEN.includes(error.code)) {
      const { host } = exchange.to;
      throw outcomeUnknown(
        exchange.to,
        `${error.problem.slice(`names ${host}`.length)} (${error.code})`,
      );
    }
    throw error;
  }
}
