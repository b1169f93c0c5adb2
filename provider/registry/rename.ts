import { CommerceServicesError } from "../errors/CommerceServicesError";
import * as wrong from "../errors/gateway";
import { readAcceptance } from "./refusal";
import { type Patience, waitFor } from "./waitFor";
import type { Exchange } from "./wire";

/** How long a new name may take to show. It is only a label: no reason to hold a run up for long. */
const LONGEST_MS = 10_000;

/**
 * Carries out a rename and reads back until the name shows. The rename calls are known from an older
 * public client only, so neither their being there nor the shape of their answer is taken for granted.
 */
export async function rename<T>(
  send: () => Promise<Exchange>,
  reread: () => Promise<T | undefined>,
  patience: Patience,
): Promise<T> {
  const exchange = await send();
  const { to, call } = exchange;
  try {
    readAcceptance(exchange);
  } catch (error) {
    const code = error instanceof CommerceServicesError ? error.code : undefined;
    if (code === wrong.callNotFound.code) {
      throw wrong.renameNotOffered(to, call, exchange.response.status);
    }
    throw error;
  }
  const timeoutMs = Math.min(LONGEST_MS, patience.timeoutMs);
  const renamed = await waitFor(reread, { ...patience, timeoutMs });
  if (renamed === undefined) throw wrong.renameNotSeen(to, call);
  return renamed;
}
