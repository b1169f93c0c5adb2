/** What a client may take up. Generous for a store, tight for a mistake or an attack. */
export const LIMITS = {
  /** A feed batch of the client of record stays below 1 MB. */
  bodyBytes: 4 * 1024 * 1024,
  /** A client that dribbles its headers is cut off after so long, with 408. */
  slowClientMs: 10_000,
  /** Options of `http.createServer`. */
  server: {
    maxHeaderSize: 16 * 1024,
    /** Longer than clients usually keep an idle connection, so that they close it, not we. */
    keepAliveTimeout: 65_000,
  },
} as const;
