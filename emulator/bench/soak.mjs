// The emulator's part of `npm run soak`: a million signed calls and 50,000 issued pairs against one
// process. Memory may settle; it may not grow. With `--record` the figures go to BENCHMARK.md.
import { bytes, load } from "./client.mjs";
import { machine, record } from "./figures.mjs";
import { emulator, end, memory, portOf } from "./measure.mjs";
import { signedAhead } from "./signing.mjs";

const CALLS = Number(process.env.CALLS ?? 1_000_000);
const STEPS = 10;
/** What is left to chance: the collector runs when it likes. */
const SLACK_MB = 15;

const where = machine();
const target = await emulator();
const wish = JSON.stringify({ environment: "sandbox", label: "soak" });
const issue = [bytes("POST", "/v1/keys", { Authorization: `Bearer ${target.portalToken}` }, wish)];

/** Pairs that were stopped stay listed until somebody deletes them: here, somebody does. */
async function tidy({ portalUrl, portalToken }) {
  const headers = { Authorization: `Bearer ${portalToken}` };
  const response = await fetch(new URL("v1/keys?environment=sandbox", portalUrl), { headers });
  const { keys } = await response.json();
  const requests = keys.map(({ publicKey }) => bytes("DELETE", `/v1/keys/${publicKey}`, headers));
  return load({ port: portOf(portalUrl), requests, count: requests.length });
}

const sizes = [];
for (let step = 1; step <= STEPS; step++) {
  // Anew each time: signatures live ten minutes at most.
  const requests = signedAhead(target.pair, 200).map((headers) =>
    bytes("GET", "/merchant-registry/v1/registry", headers),
  );
  const read = await load({ port: portOf(target.gatewayUrl), requests, count: CALLS / STEPS });
  const write = await load({
    port: portOf(target.portalUrl),
    requests: issue,
    count: CALLS / STEPS / 20,
  });
  const tidied = await tidy(target);
  sizes.push(memory(target.child));
  process.stdout.write(
    `${(step * CALLS) / STEPS} calls: ${sizes.at(-1)} MB, ${read.perSecond} reads/s\n`,
  );
  const failed = read.failed + write.failed + tidied.failed;
  if (failed > 0) throw new Error(`${failed} calls failed`);
}
await end(target.child);
const growth = sizes.at(-1) - sizes[1];
process.stdout.write(`growth from the second step to the last: ${growth} MB\n`);
if (process.argv.includes("--record")) record("soak", { ...where, calls: CALLS, megabytes: sizes });
if (growth > SLACK_MB) process.exitCode = 1;
