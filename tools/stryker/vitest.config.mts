import { defineConfig } from "vitest/config";

/** The tests of the pure rooms alone: what they don't notice of their own room is a hole in them. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/unit/{domain,keys}/**/*.test.ts", "test/properties/keys.test.ts"],
    testTimeout: 60_000,
  },
});
