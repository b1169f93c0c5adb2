import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Minutes long, though small: without a memory of former runs vitest would begin with large files. */
const LONGEST = ["impact-exactness", "quickstart", "moving", "ring", "bad-input", "bench"].map(
  (name) => `/${name}.test.ts`,
);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONGEST.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Our own packages from their sources, as tsconfig.json says. */
const resolve = { tsconfigPaths: true };

/** Fast tests run side by side; those that run the genuine engine take turns, two files at a time. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: [
            "test/unit/**/*.test.ts",
            "test/properties/**/*.test.ts",
            "test/docs/**/*.test.ts",
            "bench/**/*.test.ts",
            "testkit/**/*.test.ts",
            "tools/**/*.test.ts",
            "test/crash/**/*.test.ts",
            "test/model/**/*.test.ts",
            "test/soak/**/*.test.ts",
            "emulator/test/**/*.test.ts",
          ],
          // It runs the genuine engine: see below.
          exclude: ["tools/quickstart/quickstart.test.ts"],
          testTimeout: 60_000,
          // A set-up that builds what is stale takes longer than the ten seconds that it has else.
          hookTimeout: 120_000,
          // Of two cores vitest would leave one idle: 259 s instead of 154 s.
          maxWorkers: 2,
        },
      },
      {
        resolve,
        test: {
          name: "engine",
          include: [
            "test/engine/**/*.test.ts",
            "tools/quickstart/quickstart.test.ts",
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
