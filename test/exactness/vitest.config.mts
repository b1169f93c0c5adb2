import { defineConfig } from "vitest/config";

/** The exactness measure alone: it runs for most of an hour, so `npm test` leaves it out. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: { include: ["test/exactness/full.test.ts"] },
});
