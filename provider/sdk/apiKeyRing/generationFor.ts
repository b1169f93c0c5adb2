import { scheduleInvalid } from "./errors";

/** When an {@link ApiKeyRing} goes on to its next generation. */
export interface RotationSchedule {
  /** How long a generation lasts: a number and `h`, `d` or `w`, such as `90d`. */
  readonly every: string;
  /** When generation 1 begins: `2026-01-01` (midnight UTC), or with a time and a zone. */
  readonly since: string;
}

const HOUR_MS = 3_600_000;
const UNIT_MS: Record<string, number> = { h: HOUR_MS, d: 24 * HOUR_MS, w: 7 * 24 * HOUR_MS };
/** Without a zone a time would mean another moment on each machine. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The generation that is due: 1 until `every` has passed once since `since`, then 2, and so on. A
 * job that runs `pulumi up` on a schedule thereby rotates by date.
 *
 * Preview and up run the program each: over the boundary between two generations they differ.
 *
 * @param now the moment to tell it for; default: the present. Errors: CS1123.
 *
 * @example
 * ```ts
 * import { ApiKeyRing, generationFor } from "pulumi-commerce-services";
 *
 * const ring = new ApiKeyRing("production", {
 *   environment: "production",
 *   generation: generationFor({ every: "90d", since: "2026-01-01" }),
 * });
 * ```
 */
export function generationFor(
  { every, since }: RotationSchedule,
  now: Date | number = Date.now(),
): number {
  const [, count, unit = ""] = /^(\d{1,6})([hdw])$/.exec(String(every)) ?? [];
  const everyMs = Number(count ?? 0) * (UNIT_MS[unit] ?? 0);
  if (everyMs === 0) throw scheduleInvalid("every", "a whole number of hours, days or weeks");
  const sinceMs = MOMENT.test(String(since)) ? Date.parse(since) : Number.NaN;
  // A day that no calendar has, such as February 30, moves on to the next month unnoticed.
  const isDay = new Date(`${String(since).slice(0, 10)}T00:00:00Z`);
  const exists =
    !Number.isNaN(isDay.getTime()) && isDay.toISOString().slice(0, 10) === since.slice(0, 10);
  if (Number.isNaN(sinceMs) || !exists)
    throw scheduleInvalid("since", "a date, or a date with time and zone (ISO 8601)");
  const nowMs = Number(now);
  if (Number.isNaN(nowMs)) throw scheduleInvalid("now", "a moment");
  return Math.max(1, 1 + Math.floor((nowMs - sinceMs) / everyMs));
}
