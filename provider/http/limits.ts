/**
 * Largest answer that is taken. The largest lawful one is the registry's list: about 1 KB a data
 * space, so this is room for 30,000 of them, and it keeps a stray download out of memory.
 */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Attempts after the first, and all waiting between them: a person is watching the row. */
export const RETRIES = 4;
export const RETRY_BUDGET_MS = 60_000;

/** A wait that is long enough to be told to whoever is watching. */
export const WORTH_TELLING_MS = 2_000;
