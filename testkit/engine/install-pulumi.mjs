// @ts-check
/**
 * `node install-pulumi.mjs ROOT VERSION` runs Pulumi's official installer. A process of its own,
 * since the Automation API gives no way to call an install off: a process can be ended.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { PulumiCommand } = require("@pulumi/pulumi/automation");
// The SDK's own copy, whose class it compares with.
const { SemVer } = createRequire(require.resolve("@pulumi/pulumi/package.json"))("semver");

const [root, version] = process.argv.slice(2);
await PulumiCommand.install({ root, version: new SemVer(version) });
