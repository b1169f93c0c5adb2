import { defineConfig } from "vitest/config";

/** `npm run soak`: hours, not minutes. Its figures go to docs/proof, which docs/proof.md shows. */
export default defineConfig({
  test: {
    include: ["test/model/**/*.test.ts", "test/soak/**/*.test.ts", "test/soak/**/*.soak.ts"],
    testTimeout: 36_000_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    env: {
      MODEL_SEQUENCES: process.env.MODEL_SEQUENCES ?? "100000",
      LOAD_CALLS: process.env.LOAD_CALLS ?? "1000000",
      PROOF_FOLDER: "docs/proof",
    },
  },
});
