// @ts-check
/**
 * `npm run stryker`, beside the guards that are declared by hand: it knows no guard, but leaves none
 * out. docs/mutation.md has the figures.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  mutate: ["provider/domain/**/*.ts", "provider/keys/**/*.ts"],
  testRunner: "vitest",
  vitest: { configFile: "tools/stryker/vitest.config.mts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 1,
  // Constants of a module are made once: each would cost a whole run of the tests.
  ignoreStatic: true,
  tempDirName: "node_modules/.cache/stryker",
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: "node_modules/.cache/stryker.json" },
};
