// @ts-check
/**
 * Loaded ahead of every emulator that a test starts as a process (`--require`, or NODE_OPTIONS where
 * other programs stand between): writes each call and its answer to the file that EMULATOR_RECORD
 * names. The test holds them against the OpenAPI files afterwards (`breachesIn`).
 */
const { appendFileSync } = require("node:fs");
const { join } = require("node:path");

const PACKAGE = join(__dirname, "../../emulator");
const PROGRAM = join(PACKAGE, "dist/startEmulator.js");
const [, program = "", command] = process.argv;

if (program.startsWith(PACKAGE) && command === "start") recordTo(process.env.EMULATOR_RECORD);

/** @param {string | undefined} file */
function recordTo(file) {
  if (!file) throw new Error("EMULATOR_RECORD names no file.");
  // At once, since a test may end it with kill -9; for its owner alone, since bodies hold private keys.
  /** @param {string} text */
  const write = (text) => appendFileSync(file, text, { mode: 0o600 });
  write("");

  /** @type {import("../../emulator/src/startEmulator")} */
  const { startEmulator } = require(PROGRAM);
  /** @type {NonNullable<import("../../emulator/src/options").EmulatorOptions["onExchange"]>} */
  const onExchange = ({ listener, operation, method, path, query, body }, reply) => {
    const { status, body: answer, contentType, outcome } = reply;
    const call = { listener, operation, method, path, query: `${query}` };
    const exchange = {
      call: { ...call, body: body.toString("base64") },
      reply: { status, body: answer, contentType, outcome },
    };
    write(`${JSON.stringify(exchange)}\n`);
  };
  require(PROGRAM).startEmulator = /** @type {typeof startEmulator} */ (options) =>
    startEmulator({ ...options, onExchange });
}
