import { clientIdInvalid, jwtInvalid } from "../errors/gateway";
import { signerRefused } from "../errors/warnings";
import type { KeyPair } from "../keys";
import type { Row } from "../registry";
import { pairOf } from "./keyPair";
import type { Online } from "./lifecycle";
import { merchantOf } from "./merchant";

/** Whether the gateway said that a half of the pair is invalid. */
export const isPairRefused = (error: unknown): boolean =>
  [clientIdInvalid.code, jwtInvalid.code].includes((error as { code?: string }).code ?? "");

/**
 * The account's rows for a refresh. A pair that died since the last run is drift of the pair, not
 * of those who sign with it: they keep their record, say so on their row, and take the new pair.
 */
export async function rowsOrRefused(
  state: { readonly keyPair?: KeyPair | undefined },
  { registry, configuration, warn }: Online,
): Promise<readonly Row[] | "refused"> {
  const pair = pairOf(state, configuration);
  try {
    return await registry.rows(pair);
  } catch (error) {
    if (!isPairRefused(error)) throw error;
    warn(signerRefused(pair.publicKey));
    return "refused";
  }
}

/** A row that is missing is gone only if the same merchant answered: another sees other rows. */
export const sameMerchantAnswered = (
  rows: readonly Row[],
  { merchantId }: { readonly merchantId?: string | undefined },
): boolean => merchantId !== undefined && merchantOf(rows) === merchantId;
