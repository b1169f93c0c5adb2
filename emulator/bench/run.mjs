// npm run bench:emulator: the emulator beside a bare node:http server and beside dynalite, one
// machine, one client, one run. Exits with 1 when a goal is missed. With `-- --record` the figures
// go to BENCHMARK.md; with `-- --quick` there are fewer of everything.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytes, load } from "./client.mjs";
import { machine, record } from "./figures.mjs";
import {
  cpuSeconds,
  emulator,
  end,
  firstAnswers,
  freePort,
  here,
  memory,
  node,
  portOf,
} from "./measure.mjs";
import { physicalFloor, signedAhead } from "./signing.mjs";

const quick = process.argv.includes("--quick");
const RUNS = quick ? 5 : 15;
const READS = quick ? 10_000 : 100_000;
const WRITES = quick ? 1_000 : 10_000;

const where = machine();
const results = [];
const row = (what, measured, goal = "", met = true) => results.push({ what, measured, goal, met });

const ports = (port) => ["--port", String(port), "--sandbox-port", "0", "--portal-port", "0"];
const [bareStart, neighbourStart, ourStart] = await firstAnswers(
  [
    (port) => node(here("bare.mjs"), String(port)),
    (port) => node(here("dynalite.mjs"), String(port)),
    (port) => node(here("../dist/bin.js"), "start", ...ports(port)),
  ],
  RUNS,
);
row("start to first answer, bare node:http", `${bareStart.toFixed(0)} ms`);
row("start to first answer, dynalite", `${neighbourStart.toFixed(0)} ms`);
const startGoal = ourStart <= 2 * bareStart;
row("start to first answer, emulator", `${ourStart.toFixed(0)} ms`, "at most 2 x bare", startGoal);

const floor = physicalFloor();
row("RS256 on one core, sign", `${floor.sign}/s`);
row("RS256 on one core, verify", `${floor.verify}/s`);

const ours = await emulator();
const signatures = signedAhead(ours.pair, 500);
const reads = signatures.map((headers) => bytes("GET", "/merchant-registry/v1/registry", headers));
const idle = memory(ours.child);
const cpuBefore = cpuSeconds(ours.child);
const read = await load({ port: portOf(ours.gatewayUrl), requests: reads, count: READS });
row(
  "signed registry reads, emulator",
  `${read.perSecond}/s`,
  "at least 5000/s",
  read.perSecond >= 5_000 && read.failed === 0,
);
const perRead = ((cpuSeconds(ours.child) - cpuBefore) / READS) * 1e6;
row("processor time of one such read", `${perRead.toFixed(0)} us`);
const after = memory(ours.child);
row("memory before and after those reads", `${idle} MB, ${after} MB`, "at most 80 MB", after <= 80);

const wish = JSON.stringify({ environment: "sandbox", label: "bench" });
const issuing = ({ portalToken }) => [
  bytes("POST", "/v1/keys", { Authorization: `Bearer ${portalToken}` }, wish),
];
const write = await load({ port: portOf(ours.portalUrl), requests: issuing(ours), count: WRITES });
row("pairs issued, emulator in memory", `${write.perSecond}/s`, "", write.failed === 0);
await end(ours.child);

const kept = await emulator(join(mkdtempSync(join(tmpdir(), "bench-")), "emulator.db"));
const keptWrite = await load({
  port: portOf(kept.portalUrl),
  requests: issuing(kept),
  count: WRITES,
});
row(
  "pairs issued, emulator with a file, each on disk before its answer",
  `${keptWrite.perSecond}/s`,
  "",
  keptWrite.failed === 0,
);
await end(kept.child);

const barePort = await freePort();
const bare = node(here("bare.mjs"), String(barePort), "x".repeat(2_500));
await ready(barePort);
const bareRead = await load({ port: barePort, requests: reads, count: READS });
row("the same reads, bare node:http, nothing verified", `${bareRead.perSecond}/s`);
await end(bare);

const neighbourPort = await freePort();
const neighbour = node(here("dynalite.mjs"), String(neighbourPort));
await ready(neighbourPort);
const dynamo = (operation, body) =>
  bytes(
    "POST",
    "/",
    {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${operation}`,
      "X-Amz-Date": "20260101T120000Z",
      Authorization:
        "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a",
    },
    JSON.stringify(body),
  );
const id = { AttributeName: "id" };
await load({
  port: neighbourPort,
  connections: 1,
  count: 1,
  requests: [
    dynamo("CreateTable", {
      TableName: "bench",
      AttributeDefinitions: [{ ...id, AttributeType: "S" }],
      KeySchema: [{ ...id, KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  ],
});
await new Promise((resolve) => setTimeout(resolve, 500));
const Item = { id: { S: "a" }, text: { S: "x".repeat(500) } };
const put = await load({
  port: neighbourPort,
  requests: [dynamo("PutItem", { TableName: "bench", Item })],
  count: WRITES,
});
const get = await load({
  port: neighbourPort,
  requests: [dynamo("GetItem", { TableName: "bench", Key: { id: Item.id } })],
  count: WRITES,
});
row("item reads, dynalite, signature not verified", `${get.perSecond}/s`, "", get.failed === 0);
row("item writes, dynalite in memory", `${put.perSecond}/s`, "", put.failed === 0);
await end(neighbour);

const width = Math.max(...results.map(({ what }) => what.length));
for (const { what, measured, goal, met } of results)
  process.stdout.write(
    `${what.padEnd(width)}  ${measured.padEnd(14)}  ${goal}${met ? "" : "  MISSED"}\n`,
  );
if (process.argv.includes("--record")) record("bench", { ...where, runs: RUNS, results });
if (results.some(({ met }) => !met)) process.exitCode = 1;

async function ready(port) {
  for (;;) {
    try {
      await load({ port, requests: [bytes("GET", "/")], count: 1, connections: 1 });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
