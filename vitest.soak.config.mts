import { defineConfig } from "vitest/config";

/**
 * `npm run soak`: hours, not minutes. Its figures go to docs/proof, which docs/proof.md shows, and
 * the emulator's to emulator/BENCHMARK.md.
 */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: [
      "test/model/**/*.test.ts",
      "test/soak/**/*.test.ts",
      "test/soak/**/*.soak.ts",
      "emulator/test/kill.test.ts",
      "emulator/test/**/*.soak.ts",
    ],
    testTimeout: 36_000_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    env: {
      MODEL_SEQUENCES: process.env.MODEL_SEQUENCES ?? "10000",
      MODEL_ROUNDS: process.env.MODEL_ROUNDS ?? "10",
      LOAD_CALLS: process.env.LOAD_CALLS ?? "1002000",
      KILLS: process.env.KILLS ?? "200",
      KILLS_RECORDED: "true",
      PROOF_FOLDER: "docs/proof",
    },
  },
});
