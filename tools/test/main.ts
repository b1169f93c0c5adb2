import { main as setUpEngine } from "commerce-services-testkit/engine/main";
import { nodeRun, npmRun } from "commerce-services-testkit/process/npmRun";

/** A file that gets vitest's JSON report; `.ci/run` counts by it. */
const report = process.env.TEST_RESULTS;

/** `npm test [-- VITEST ARGUMENTS]`: all that must hold of a checkout. */
export async function main(args: string[]): Promise<number> {
  const unprepared = npmRun("build") || (await setUpEngine());
  if (unprepared) return unprepared;
  // The tests run even so: one slip of layout must not hide what they have to say.
  const checked = npmRun("check");
  const tested = nodeRun([
    "node_modules/vitest/vitest.mjs",
    "run",
    ...(report ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : []),
    ...args,
  ]);
  if (checked) process.stderr.write("npm run check failed: see above, before the tests.\n");
  return tested || checked;
}
