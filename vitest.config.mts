import { defineConfig } from "vitest/config";

/** Fast tests run side by side; those that run the genuine engine take turns, two files at a time. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "test/unit/**/*.test.ts",
            "test/properties/**/*.test.ts",
            "test/docs/**/*.test.ts",
            "test/crash/**/*.test.ts",
            "test/model/**/*.test.ts",
            "test/soak/**/*.test.ts",
            "emulator/test/**/*.test.ts",
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "engine",
          include: [
            "test/engine/**/*.test.ts",
            "test/protocol/**/*.test.ts",
            "test/plugin/**/*.test.ts",
          ],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
