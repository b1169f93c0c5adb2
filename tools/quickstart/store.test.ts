import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startStore } from "./store";

const { privateKey, publicKey } = rsaPair();

let folder: string;
let server: Server;
let url: string;
const calls: { path: string | undefined; apiKey: unknown; jwt: unknown }[] = [];
let answer: () => number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  calls.length = 0;
  server = createServer((call, reply) => {
    const { "x-api-key": apiKey, "x-gw-signature": jwt } = call.headers;
    calls.push({ path: call.url, apiKey, jwt });
    reply.writeHead(answer()).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

function give(apiKey: string): string {
  const prefix = "CONFIG__DEFAULT__SERVICES_CONNECTOR__";
  const settings = {
    [`${prefix}PRODUCTION_GATEWAY_URL`]: url,
    [`${prefix}SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_API_KEY`]: apiKey,
    [`${prefix}SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_PRIVATE_KEY`]: privateKey,
    [`${prefix}SERVICES_ID__ENVIRONMENT_ID`]: "space-1",
  };
  const file = join(folder, "shop.json");
  writeFileSync(`${file}.new`, JSON.stringify(settings));
  renameSync(`${file}.new`, file);
  return file;
}

/** A clock that counts the times it was read: no call takes longer than another. */
function ticks() {
  let now = 0;
  return () => now++;
}

it("signs ping and its data space's row in turn, with the keys that it has at that moment", async () => {
  answer = () => 200;
  const store = startStore(give("old"), ticks());
  await store.answeredSince(3);
  give("new");
  const sent = store.calls.length;
  // The one under way may still be the old pair's; the two after it are not.
  while (store.calls.length < sent + 3) await store.answeredSince(store.calls.at(-1)?.sentMs ?? 0);
  await store.stop();

  expect(store.calls[0]).toEqual({
    store: "shop",
    publicKey: "old",
    sentMs: 0,
    answeredMs: 1,
    outcome: "accepted",
    detail: "",
  });
  expect(store.calls.at(-1)).toMatchObject({ publicKey: "new", outcome: "accepted" });
  expect(calls.slice(0, 2).map(({ path }) => path)).toEqual([
    "/merchant-registry/v1/ping",
    "/merchant-registry/v1/registry/environments/space-1",
  ]);
  const [head, payload, signature = ""] = String(calls[0]?.jwt).split(".");
  const signed = Buffer.from(`${head}.${payload}`);
  const bytes = Buffer.from(signature, "base64url");
  expect(verify("RSA-SHA256", signed, createPublicKey(publicKey), bytes)).toBe(true);
  // Of the other claims the emulator is the judge: the quick start runs it with strict checks.
  const { exp } = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
  expect(Math.abs(exp - Date.now() / 1000 - 300)).toBeLessThan(30);
});

it.each([
  [401, "refused"],
  [403, "refused"],
  [404, "failed"],
  [500, "failed"],
])("counts HTTP %i as %s", async (status, outcome) => {
  answer = () => status;
  const store = startStore(give("any"), ticks());
  await store.answeredSince(-1);
  await store.stop();
  expect(store.calls[0]).toMatchObject({ outcome, detail: `HTTP ${status} to ping` });
});

it("counts a call that it cannot make as failed, and quotes no setting", async () => {
  const file = join(folder, "shop.json");
  writeFileSync(file, `{"secret": -----BEGIN`);
  const store = startStore(file, ticks());
  await store.answeredSince(-1);
  await store.stop();
  expect(store.calls[0]).toMatchObject({ outcome: "failed", detail: "SyntaxError" });
});
