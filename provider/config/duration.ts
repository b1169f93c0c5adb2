import { z } from "zod";

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** A duration as people write it (`500ms`, `30s`, `5m`, `1h`), in milliseconds; above zero. */
export const duration = z
  .string()
  .regex(/^\d+(ms|s|m|h)$/, "expected a duration such as 500ms, 30s or 5m")
  .transform((text) => Number.parseInt(text, 10) * UNIT_MS[text.replace(/^\d+/, "") as Unit])
  .refine((ms) => ms > 0, "expected more than zero");
