/**
 * What the engine's start of the plugin costs: its server is started as the engine does it, in this
 * process. Prints the time until it says its port, as JSON. Run in the program's folder.
 */
const { createRequire } = require("node:module");
const { join } = require("node:path");

// The engine's address, which nobody calls here.
process.argv.splice(2, Number.POSITIVE_INFINITY, "127.0.0.1:1");

const { stdout } = process;
const write = stdout.write.bind(stdout);
stdout.write = (text) => {
  const hostMs = performance.now();
  if (!/^\d+\n$/.test(text)) throw new Error(`not a port: ${text}`);
  return write(JSON.stringify({ hostMs }), () => process.exit());
};
const fromProgram = createRequire(join(process.cwd(), "index.js"));
const root = fromProgram.resolve("pulumi-commerce-services/package.json");
require(join(root, "../plugin/server/server.js"));
