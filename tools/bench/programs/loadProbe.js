/**
 * What the engine's start of a provider process costs: the SDK's own host is started as the engine
 * does it, then every loader of a state is run as the host runs it. Prints both times as JSON.
 * Arguments: a JSON file with the loaders' texts. Run in the program's folder.
 */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const loaders = JSON.parse(readFileSync(process.argv[2], "utf8"));
const fromProgram = createRequire(join(process.cwd(), "index.js"));
// The host takes the engine's address, which it never calls, as its argument.
process.argv.splice(2, 1, "127.0.0.1:1");

/** The host is ready when it prints its port. */
console.log = () => {
  const hostMs = performance.now();
  const ofSdk = createRequire(fromProgram.resolve("@pulumi/pulumi"));
  const load = ofSdk("require-from-string");
  const before = performance.now();
  for (const loader of loaders) load(loader).handler();
  const loadMs = performance.now() - before;
  process.stdout.write(JSON.stringify({ hostMs, loadMs }), () => process.exit());
};
fromProgram("@pulumi/pulumi/cmd/dynamic-provider");
