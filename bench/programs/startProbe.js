/**
 * How long the engine waits for a provider process: it is started as the engine does it, in this
 * process. Prints milliseconds as JSON: until the process says its port, and, of the SDK's host of
 * dynamic providers, for every loader of a state to run. The native provider has loaded all of
 * itself before. Arguments: which of the two, and a JSON file with the loaders. Run in the program's
 * folder.
 */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const [provider, file] = process.argv.slice(2);
const fromProgram = createRequire(join(process.cwd(), "index.js"));
// The engine's address, which nobody calls here.
process.argv.splice(2, Number.POSITIVE_INFINITY, "127.0.0.1:1");

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => {
  const hostMs = performance.now();
  if (!/^\d+\n$/.test(text)) throw new Error(`not a port: ${text}`);
  const result = provider === "native" ? { hostMs } : { hostMs, loadMs: loadersMs() };
  return write(JSON.stringify(result), () => process.exit());
};

function loadersMs() {
  const loaders = JSON.parse(readFileSync(file, "utf8"));
  const load = createRequire(fromProgram.resolve("@pulumi/pulumi"))("require-from-string");
  const since = performance.now();
  for (const loader of loaders) load(loader).handler();
  return performance.now() - since;
}

if (provider === "native") {
  const root = fromProgram.resolve("pulumi-commerce-services/package.json");
  require(join(root, "../plugin/server/server.js"));
} else fromProgram("@pulumi/pulumi/cmd/dynamic-provider");
