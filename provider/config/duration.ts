import { z } from "zod";

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** Far below the 24.8 days after which Node's timers go off at once. */
const LONGEST_MS = 24 * UNIT_MS.h;

/** A duration as people write it (`500ms`, `30s`, `5m`, `1h`), in milliseconds; 24h at most. */
export const duration = z
  .string()
  .regex(/^\d+(ms|s|m|h)$/, "expected a duration such as 500ms, 30s or 5m")
  .transform((text) => Number.parseInt(text, 10) * UNIT_MS[text.replace(/^\d+/, "") as Unit])
  .refine((ms) => ms > 0, "expected more than zero")
  .refine((ms) => ms <= LONGEST_MS, "expected 24h at most");
