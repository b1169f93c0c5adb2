import { defineConfig } from "vitest/config";

/**
 * The frozen proofs alone. They compare the built product with what was recorded of it, so
 * `npm run frozen` builds first; `npm test` leaves them out.
 */
export default defineConfig({
  test: {
    name: "frozen",
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
  },
});
