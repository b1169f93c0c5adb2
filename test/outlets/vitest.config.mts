import { defineConfig } from "vitest/config";

/** Alone, because it takes half an hour: `npm test` tries one outlet of each kind. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: { include: ["test/outlets/**/*.test.ts"], testTimeout: 3_600_000 },
});
