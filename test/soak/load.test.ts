import { record } from "commerce-services-testkit/proof";
import { describe, expect, it } from "vitest";
import { underLoad } from "./load";

/** `npm run soak` makes a million calls; each run of the tests makes 21,000. */
const calls = Number(process.env.LOAD_CALLS ?? 21_000) / 3;

describe("a store under load while its pair is rotated again and again", () => {
  it("is never refused in an account whose pairs overlap", { timeout: 3_600_000 }, async () => {
    const load = await underLoad("overlapping", calls);
    expect(load).toMatchObject({ refused: 0, refusedOutside: 0, failed: 0 });
    expect(load.calls).toBeGreaterThanOrEqual(calls);
    expect(load.rotations).toBeGreaterThan(10);
    record("store under load, overlapping", load);
  });

  it.each(["exclusive", "delete-first"] as const)(
    "is refused only inside the window that the preview announced (%s)",
    { timeout: 3_600_000 },
    async (policy) => {
      const load = await underLoad(policy, calls);
      expect(load).toMatchObject({ refusedOutside: 0, failed: 0 });
      // The window is real: without refusals inside it this would prove nothing.
      expect(load.refused).toBeGreaterThan(0);
      expect(load.rotations).toBeGreaterThan(10);
      record(`store under load, ${policy}`, load);
    },
  );
});
