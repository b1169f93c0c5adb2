import { createHash } from "node:crypto";
import type { Clock } from "../domain/clock";
import type { Environment, KeyPair } from "../domain/keyPair";
import type { Row } from "./response";

/** Long enough for the refresh of a thousand data spaces, short enough to see what others did. */
export const FRESH_MS = 30_000;

/**
 * One listing of an account for all who ask at about the same time: a refresh of 1,000 data spaces
 * is one call. Failures are not kept.
 */
export function createRowsCache(clock: Pick<Clock, "now">) {
  interface Entry {
    environment: Environment;
    rows: Promise<readonly Row[]>;
    /** Infinity while the call is under way. */
    freshUntil: number;
  }
  const entries = new Map<string, Entry>();

  return {
    async get(pair: KeyPair, list: () => Promise<Row[]>): Promise<readonly Row[]> {
      const key = keyOf(pair);
      const known = entries.get(key);
      if (known && clock.now() < known.freshUntil) return known.rows;

      const entry: Entry = { environment: pair.environment, rows: list(), freshUntil: Infinity };
      entries.set(key, entry);
      try {
        const rows = await entry.rows;
        entry.freshUntil = clock.now() + FRESH_MS;
        return rows;
      } catch (error) {
        // Unless a later call took its place meanwhile.
        if (entries.get(key) === entry) entries.delete(key);
        throw error;
      }
    },

    /**
     * After a write whose whole effect on one row is known. The listing of a thousand data spaces
     * stays good while each of them is written to. One that is still under way is amended too: it
     * may have begun before the write.
     */
    amend(environment: Environment, dataSpaceId: string, change: Partial<Row>): void {
      for (const entry of entries.values()) {
        if (entry.environment !== environment) continue;
        entry.rows = entry.rows.then((rows) =>
          rows.map((row) => (row.environmentId === dataSpaceId ? { ...row, ...change } : row)),
        );
        // Whoever asked for the listing is told of its failure.
        entry.rows.catch(() => undefined);
      }
    },

    /** After any other write: which accounts it touched is known to the service alone, so all of a gateway. */
    forget(environment: Environment): void {
      for (const [key, entry] of entries) {
        if (entry.environment === environment) entries.delete(key);
      }
    },
  };
}

/**
 * The private key belongs in it: rows are also what verifies a pair for its dependants, and a wrong
 * private key must not ride on a right one's call. As a digest, so that no key is kept here.
 */
function keyOf({ environment, publicKey, privateKey }: KeyPair): string {
  const digest = createHash("sha256").update(privateKey).digest("base64");
  return JSON.stringify([environment, publicKey, digest]);
}
