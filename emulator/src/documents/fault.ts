import { z } from "zod";
import type { Fault } from "../faults/rules";

const when = z.enum(["before-change", "after-change"]);

const effect = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), ms: z.number().int().min(0).max(3_600_000) }),
  z.strictObject({
    kind: z.literal("status"),
    status: z.number().int().min(200).max(599),
    body: z.unknown().optional(),
    when: when.optional(),
  }),
  z.strictObject({
    kind: z.literal("rate-limit"),
    retryAfterSeconds: z.number().int().min(0).max(86_400),
    as: z.enum(["seconds", "date"]).optional(),
  }),
  z.strictObject({ kind: z.literal("reset"), when }),
  z.strictObject({ kind: z.literal("truncated") }),
  z.strictObject({ kind: z.literal("not-json") }),
  z.strictObject({
    kind: z.literal("content-type"),
    // What a header can hold; anything else would make the answer itself impossible.
    value: z.string().regex(/^[\x21-\x7e][\x20-\x7e]{0,100}$/),
  }),
]);

/** A fault as it comes over the admin API. */
export const faultSchema = z.strictObject({
  operation: z.string().min(1).max(100),
  listener: z.enum(["production", "sandbox", "portal"]).optional(),
  publicKey: z.string().max(100).optional(),
  after: z.number().int().nonnegative().optional(),
  times: z.number().int().positive().nullable().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  effect,
}) satisfies z.ZodType<Fault>;
