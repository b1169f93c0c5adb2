import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideRetry, retryAfterMs, retryDelayMs } from "../../../provider/http/retry";

const NOW = Date.parse("2026-11-21T10:00:00Z");

describe("retryAfterMs", () => {
  it.each([
    ["0", 0],
    ["120", 120_000],
    [" 5 ", 5_000],
    ["Sat, 21 Nov 2026 10:01:30 GMT", 90_000],
    ["Saturday, 21-Nov-26 10:00:01 GMT", 1_000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 0],
  ])("reads %s", (value, expected) => {
    expect(retryAfterMs(value, NOW)).toBe(expected);
  });

  it.each([undefined, "", "-3", "1.5", "soon", "2026-11-21", "9999999999", "Sat, never"])(
    "makes nothing of %s",
    (value) => {
      expect(retryAfterMs(value, NOW)).toBeUndefined();
    },
  );

  it("is never negative, whatever the header", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
        ),
        (value) => {
          expect(retryAfterMs(value, NOW) ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempt = fc.integer({ min: 1, max: 50 });
const budgetMs = fc.integer({ min: 0, max: 120_000 });

describe("retryDelayMs", () => {
  it("stays between 0 and the doubling ceiling, 10 s at most", () => {
    fc.assert(
      fc.property(attempt, random, (attempt, random) => {
        const delay = retryDelayMs({ attempt, toldMs: undefined, budgetMs: 60_000, random }) ?? -1;
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(10_000, 300 * 2 ** (attempt - 1)));
      }),
    );
  });

  it("never comes earlier than told and never overdraws the budget", () => {
    fc.assert(
      fc.property(
        attempt,
        fc.nat(200_000),
        budgetMs,
        random,
        (attempt, toldMs, budgetMs, random) => {
          const delay = retryDelayMs({ attempt, toldMs, budgetMs, random });
          if (delay === undefined) expect(toldMs + 250).toBeGreaterThan(budgetMs);
          else {
            expect(delay).toBeGreaterThanOrEqual(toldMs);
            expect(delay).toBeLessThanOrEqual(budgetMs);
          }
        },
      ),
    );
  });
});

describe("decideRetry", () => {
  const facts = { attempt: 1, limit: 5, creates: false, sent: true, passing: false };

  it("lets no creating call go twice once it was sent, whatever happened to it", () => {
    const status = fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined });
    fc.assert(
      fc.property(attempt, status, fc.boolean(), (attempt, status, passing) => {
        const verdict = decideRetry({ ...facts, attempt, status, passing, creates: true });
        expect(verdict).toBe("give up");
      }),
    );
  });

  it.each([
    [{ status: 429 }, "wait as told"],
    [{ status: 503 }, "wait as told"],
    [{ status: 502 }, "back off"],
    [{ status: 504 }, "back off"],
    [{ passing: true }, "back off"],
    [{ passing: true, creates: true, sent: false }, "back off"],
    [{ status: 500 }, "give up"],
    [{ status: 302 }, "give up"],
    [{}, "give up"],
    [{ status: 429, attempt: 5 }, "give up"],
  ] as const)("says to %j: %s", (over, verdict) => {
    expect(decideRetry({ ...facts, ...over })).toBe(verdict);
  });
});
