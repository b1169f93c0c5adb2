import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generationFor } from "../../../../provider/sdk/apiKeyRing/generationFor";

const at = (moment: string) => new Date(moment);

describe("generationFor", () => {
  it.each([
    ["2025-12-31T23:59:59.999Z", 1],
    ["2026-01-01T00:00:00Z", 1],
    ["2026-03-31T23:59:59.999Z", 1],
    ["2026-04-01T00:00:00Z", 2],
    ["2026-06-30T00:00:00Z", 3],
    ["2036-01-01T00:00:00Z", 41],
  ])("at %s is %i for a pair that lasts 90 days", (moment, generation) => {
    expect(generationFor({ every: "90d", since: "2026-01-01" }, at(moment))).toBe(generation);
  });

  it("counts hours and weeks, and a moment with its zone", () => {
    const since = "2026-01-01T02:00:00+02:00";
    expect(generationFor({ every: "12h", since }, at("2026-01-01T11:59:59Z"))).toBe(1);
    expect(generationFor({ every: "12h", since }, at("2026-01-01T12:00:00Z"))).toBe(2);
    expect(generationFor({ every: "2w", since }, Date.parse("2026-01-15T00:00:00Z"))).toBe(2);
  });

  it("rises by one at each boundary, and never falls", () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 20_000 }),
        (days, after) => {
          const since = Date.parse("2026-01-01");
          const schedule = { every: `${days}d`, since: "2026-01-01" };
          const now = generationFor(schedule, since + after * day);
          const next = generationFor(schedule, since + (after + days) * day);
          expect(next).toBe(now + 1);
        },
      ),
    );
  });

  it.each([
    ["90", "2026-01-01"],
    ["0d", "2026-01-01"],
    ["-1d", "2026-01-01"],
    ["1.5d", "2026-01-01"],
    ["90 days", "2026-01-01"],
    ["90d", "yesterday"],
    ["90d", "2026-02-30"],
    ["90d", "2026-01-01T00:00:00"],
    ["90d", "01/02/2026"],
  ])("refuses every %j since %j", (every, since) => {
    expect(() => generationFor({ every, since }, 0)).toThrow(/^CS1123: /);
  });
});
