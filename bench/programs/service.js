/**
 * The emulator in a process of its own: its work is not the engine's. The first message has its
 * options, each later one asks what it has seen.
 */
const { startEmulator } = require("commerce-services-emulator");

/** Pairs are made ahead once the first was asked for: their making is nobody's time here. */
const PAIRS_AHEAD_MS = 2_000;

process.on("disconnect", () => process.exit());
// Ctrl-C is meant for the engine, which still has to end what it has begun.
process.on("SIGINT", () => {});
process.once("message", async (options) => {
  const emulator = await startEmulator(options);
  await emulator.issueKey("production", "warm-up");
  await new Promise((resolve) => setTimeout(resolve, PAIRS_AHEAD_MS));
  process.on("message", async (question) => {
    if (question === "dataSpaces") return process.send((await emulator.snapshot()).dataSpaces);
    process.send(emulator.calls());
  });
  const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken } = emulator;
  process.send({ gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken });
});
