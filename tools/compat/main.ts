import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { main as setUpEngine } from "commerce-services-testkit/engine/main";
import { nodeRun, npm } from "commerce-services-testkit/process/npmRun";

/** The oldest and newest that users have: Node, and the SDK that npm picks on it. */
const pairs = [
  { node: "20.18.1", sdk: "3.216.0" },
  { node: "22", sdk: "3.270.0" },
  { node: "24", sdk: "3.270.0" },
] as const;

/** The engine tests that use every call of the provider and every kind of step. */
const TESTS = ["test/engine/lifecycle.test.ts", "test/engine/policies.test.ts"];

/**
 * `npm run compat`: installs the packed package beside each Node and SDK, as a user's `npm install`
 * does, and runs engine tests on that installation.
 */
export async function main(args: string[]): Promise<number> {
  const unprepared = npm(["run", "build"]) || (await setUpEngine());
  if (unprepared) return unprepared;
  const root = resolve(checkoutRoot(), "node_modules/.cache/compat");
  mkdirSync(root, { recursive: true });
  if (npm(["pack", "--silent", "--pack-destination", root])) return 1;
  const tarball = readdirSync(root).find((name) => name.endsWith(".tgz")) ?? "";
  const chosen = pairs.filter(({ node }) => args.length === 0 || args.includes(node));
  let failed = 0;
  for (const { node, sdk } of chosen) {
    process.stdout.write(`\nNode ${node} with @pulumi/pulumi ${sdk}\n`);
    const dir = join(root, `node-${node}`);
    install(dir, { node, "@pulumi/pulumi": sdk, "pulumi-commerce-services": join(root, tarball) });
    const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "engine", ...TESTS];
    const env = { ...process.env, COMMERCE_TEST_INSTALL: dir };
    failed += nodeRun(vitest, { env }) === 0 ? 0 : 1;
  }
  return failed;
}

function install(dir: string, dependencies: Record<string, string>): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "package.json"), JSON.stringify({ private: true, dependencies }));
  // `node` ships its binary in an optional package; the SDK may ask for a newer Node than runs npm.
  const flags = [
    "--no-package-lock",
    "--no-progress",
    "--install-strategy",
    "hoisted",
    "--foreground-scripts",
  ];
  const status = npm(["install", ...flags], { cwd: dir });
  if (status !== 0) throw new Error(`npm install failed in ${dir}`);
}
