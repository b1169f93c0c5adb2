import assert from "node:assert/strict";
import { type Bench, type Check, isPortalError, REGISTRY } from "./check";
import { type Pair, send, signed } from "./target";

/*
 * Pairs are made for the sandbox, so that the suite's own production pair lives on under every
 * key policy; each check deletes what it made, so that the next one may make one.
 */

const PUBLIC_KEY = /^[0-9a-f]{32}$/;
const PEM = /^-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END PRIVATE KEY-----\n$/;
const NO_KEY = "0".repeat(32);

const check = (
  endpoint: string,
  status: number,
  title: string,
  run: Check["run"],
  writes = true,
): Check => ({ endpoint, status, title, run, writes, needsPortal: true });

async function withPair(bench: Bench, use: (pair: Pair) => Promise<void>): Promise<void> {
  const pair = await bench.makePair("sandbox");
  try {
    await use(pair);
  } finally {
    await bench.portal("DELETE", `/v1/keys/${pair.publicKey}`);
  }
}

async function sandboxPing({ target }: Bench, pair: Pair): Promise<number> {
  const path = `${REGISTRY}/ping`;
  return (await send(target.sandboxGatewayUrl, "GET", path, signed(pair))).status;
}

async function listed(bench: Bench): Promise<Map<string, Record<string, unknown>>> {
  const { body } = await bench.portal("GET", "/v1/keys?environment=sandbox");
  const { keys } = body as { keys: Record<string, unknown>[] };
  return new Map(keys.map((key) => [String(key.publicKey), key]));
}

async function refuses(bench: Bench, method: string, path: string, body: unknown): Promise<void> {
  const answer = await bench.portal(method, path, body);
  assert.equal(answer.status, 400);
  isPortalError(answer, "invalid_request");
}

export const portalChecks: readonly Check[] = [
  check(
    "GET /v1/account",
    200,
    "merchant, edition, policy, role",
    async (bench) => {
      const { status, body } = await bench.portal("GET", "/v1/account");
      const account = new Map(Object.entries(Object(body)));
      assert.equal(status, 200);
      assert.match(String(account.get("merchantId")), /^MAG\d{9,11}$/);
      assert.ok(["commerce", "open-source"].includes(String(account.get("edition"))));
      assert.ok(
        ["exclusive", "overlapping", "delete-first"].includes(String(account.get("keyPolicy"))),
      );
      assert.ok(["licence-holder", "shared-access"].includes(String(account.get("role"))));
    },
    false,
  ),
  check("GET /v1/keys", 200, "never a private key", (bench) =>
    withPair(bench, async ({ publicKey }) => {
      const { text } = await bench.portal("GET", "/v1/keys");
      assert.ok(text.includes(publicKey));
      assert.ok(!text.includes("PRIVATE"));
    }),
  ),
  check(
    "GET /v1/keys",
    400,
    "unknown environment",
    (bench) => refuses(bench, "GET", "/v1/keys?environment=staging", undefined),
    false,
  ),
  check("POST /v1/keys", 201, "a pair that the gateway of its environment accepts", (bench) =>
    withPair(bench, async (pair) => {
      assert.match(pair.publicKey, PUBLIC_KEY);
      assert.match(pair.privateKey, PEM);
      assert.equal(await sandboxPing(bench, pair), 200);
      assert.equal((await listed(bench)).get(pair.publicKey)?.status, "accepted");
    }),
  ),
  check("POST /v1/keys", 400, "no label", (bench) =>
    refuses(bench, "POST", "/v1/keys", { environment: "sandbox" }),
  ),
  check("POST /v1/keys", 409, "client token of a live pair, which is named", async (bench) => {
    const wish = { environment: "sandbox", label: "conformance", clientToken: `t-${Date.now()}` };
    const { publicKey } = (await bench.portal("POST", "/v1/keys", wish)).body as Pair;
    const again = await bench.portal("POST", "/v1/keys", wish);
    await bench.portal("DELETE", `/v1/keys/${publicKey}`);
    assert.equal(again.status, 409);
    isPortalError(again, "client_token_used");
    assert.equal((again.body as Pair).publicKey, publicKey);
  }),
  check("PATCH /v1/keys/{publicKey}", 200, "the pair under its new label", (bench) =>
    withPair(bench, async ({ publicKey }) => {
      const answer = await bench.portal("PATCH", `/v1/keys/${publicKey}`, { label: "renamed" });
      assert.equal(answer.status, 200);
      assert.equal((answer.body as { label: string }).label, "renamed");
      assert.equal((await listed(bench)).get(publicKey)?.label, "renamed");
    }),
  ),
  check("PATCH /v1/keys/{publicKey}", 400, "an empty label", (bench) =>
    withPair(bench, ({ publicKey }) =>
      refuses(bench, "PATCH", `/v1/keys/${publicKey}`, { label: "" }),
    ),
  ),
  check(
    "PATCH /v1/keys/{publicKey}",
    404,
    "unknown pair",
    async (bench) => {
      const answer = await bench.portal("PATCH", `/v1/keys/${NO_KEY}`, { label: "x" });
      assert.equal(answer.status, 404);
      isPortalError(answer, "not_found");
    },
    false,
  ),
  check("DELETE /v1/keys/{publicKey}", 204, "refused and unlisted from then on", async (bench) => {
    const pair = await bench.makePair("sandbox");
    const answer = await bench.portal("DELETE", `/v1/keys/${pair.publicKey}`);
    assert.deepEqual([answer.status, answer.text], [204, ""]);
    assert.equal(await sandboxPing(bench, pair), 403);
    assert.equal((await listed(bench)).has(pair.publicKey), false);
  }),
  check(
    "DELETE /v1/keys/{publicKey}",
    404,
    "unknown pair",
    async (bench) => {
      const answer = await bench.portal("DELETE", `/v1/keys/${NO_KEY}`);
      assert.equal(answer.status, 404);
      isPortalError(answer, "not_found");
    },
    false,
  ),
];
