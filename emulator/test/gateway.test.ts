import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { call, registry, sign, signedHeaders } from "./support/client";
import { NOON, start, stoppedClock } from "./support/start";

const ALPHANUMERICS_32 = /^[0-9a-zA-Z]{32}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const clientId = (message: string, code: string) => ({
  error: { code: "Forbidden", message, details: { error_code: code } },
});

describe("who may call a gateway", () => {
  it("accepts a call signed with a pair of its environment", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    const answer = await registry(emulator.gatewayUrl, pair, "GET", "ping");
    expect(answer.status).toBe(200);
  });

  it("names a missing and an unknown public key as the gateway does", async () => {
    const { gatewayUrl } = await start();
    const path = "/merchant-registry/v1/ping";
    const missing = await call(gatewayUrl, "GET", path);
    expect([missing.status, missing.body]).toEqual([
      403,
      clientId("Client ID is missing", "403000"),
    ]);
    const unknown = await call(gatewayUrl, "GET", path, {
      headers: { "x-api-key": "0".repeat(32) },
    });
    expect([unknown.status, unknown.body]).toEqual([
      403,
      clientId("Client ID is invalid", "403003"),
    ]);
  });

  it("keeps production and sandbox keys apart", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("sandbox");
    const answer = await registry(emulator.gatewayUrl, pair, "GET", "ping");
    expect([answer.status, answer.body]).toEqual([403, clientId("Client ID is invalid", "403003")]);
    expect((await registry(emulator.sandboxGatewayUrl, pair, "GET", "ping")).status).toBe(200);
  });

  it("asks for a signature, and refuses that of another pair", async () => {
    const emulator = await start({ keyPolicy: "overlapping" });
    const pair = await emulator.issueKey("production");
    const { "x-gw-signature": _, ...unsigned } = signedHeaders(pair);
    const path = "/merchant-registry/v1/ping";
    const required = await call(emulator.gatewayUrl, "GET", path, { headers: unsigned });
    expect(required.status).toBe(403);
    expect(required.body).toEqual({
      status: 403,
      statusText: "Forbidden",
      message: "JWT is required",
      requestId: expect.stringMatching(ALPHANUMERICS_32),
    });
    const other = await emulator.issueKey("production");
    const crossed = { ...pair, privateKey: other.privateKey };
    const invalid = await registry(emulator.gatewayUrl, crossed, "GET", "ping");
    expect(invalid.status).toBe(403);
    expect(invalid.body).toMatchObject({ status: 403, message: "JWT is invalid" });
  });

  it("refuses the old pair once a new one stops it, and a deleted one", async () => {
    const emulator = await start({ keyPolicy: "exclusive" });
    const old = await emulator.issueKey("production");
    const current = await emulator.issueKey("production");
    const ping = async (pair: typeof old) =>
      (await registry(emulator.gatewayUrl, pair, "GET", "ping")).body;
    expect(await ping(old)).toEqual(clientId("Client ID is invalid", "403003"));
    expect(await ping(current)).toEqual({ status: 200 });
    emulator.deleteKey(current.publicKey);
    expect(await ping(current)).toEqual(clientId("Client ID is invalid", "403003"));
  });

  it("obeys the delay after which the gateway learns of a new and of a deleted pair", async () => {
    const clock = stoppedClock();
    const propagation = { newKeyMs: 5_000, deletedKeyMs: 2_000 };
    const emulator = await start({ clock, propagation });
    const pair = await emulator.issueKey("production");
    const status = async () =>
      (await registry(emulator.gatewayUrl, pair, "GET", "ping", undefined, clock.now())).status;
    clock.advance(4_999);
    expect(await status()).toBe(403);
    expect(emulator.keys()).toMatchObject([{ status: "pending" }]);
    clock.advance(1);
    expect(await status()).toBe(200);
    expect(emulator.keys()).toMatchObject([{ status: "accepted" }]);
    emulator.deleteKey(pair.publicKey);
    expect(emulator.keys()).toEqual([]);
    clock.advance(1_999);
    expect(await status()).toBe(200);
    clock.advance(1);
    expect(await status()).toBe(403);
  });
});

describe("the signature", () => {
  const hostile: [string, (pair: { privateKey: string }) => string][] = [
    ["nothing but dots", () => ".."],
    [
      "two parts",
      ({ privateKey }) => sign(privateKey, { now: NOON }).split(".").slice(0, 2).join("."),
    ],
    ["four parts", ({ privateKey }) => `${sign(privateKey, { now: NOON })}.x`],
    ["no algorithm", ({ privateKey }) => sign(privateKey, { now: NOON, header: { typ: "JWT" } })],
    ["alg none", ({ privateKey }) => sign(privateKey, { now: NOON, header: { alg: "none" } })],
    ["alg HS256", ({ privateKey }) => sign(privateKey, { now: NOON, header: { alg: "HS256" } })],
    ["no expiry", ({ privateKey }) => sign(privateKey, { claims: {} })],
    [
      "an expiry that is text",
      ({ privateKey }) => sign(privateKey, { claims: { exp: String(NOON / 1000 + 300) } }),
    ],
    ["expired this second", ({ privateKey }) => sign(privateKey, { claims: { exp: NOON / 1000 } })],
    [
      "601 seconds to live",
      ({ privateKey }) => sign(privateKey, { claims: { exp: NOON / 1000 + 601 } }),
    ],
    ["claims that are a list", ({ privateKey }) => sign(privateKey, { claims: [] })],
    [
      "a key the caller made",
      () => {
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        return sign(privateKey.export({ type: "pkcs8", format: "pem" }).toString(), { now: NOON });
      },
    ],
  ];

  it.each(hostile)("is refused with %s", async (_, token) => {
    const emulator = await start({ clock: stoppedClock() });
    const pair = await emulator.issueKey("production");
    const headers = { "x-api-key": pair.publicKey, "x-gw-signature": token(pair) };
    const answer = await call(emulator.gatewayUrl, "GET", "/merchant-registry/v1/ping", {
      headers,
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ status: 403, message: "JWT is invalid" });
  });

  it("may live 600 seconds, and by default needs no claim but its expiry", async () => {
    const emulator = await start({ clock: stoppedClock() });
    const pair = await emulator.issueKey("production");
    const token = sign(pair.privateKey, { claims: { exp: NOON / 1000 + 600 } });
    const headers = { "x-api-key": pair.publicKey, "x-gw-signature": token };
    const path = "/merchant-registry/v1/ping";
    expect((await call(emulator.gatewayUrl, "GET", path, { headers })).status).toBe(200);
  });

  it("may live as long as the account's gateway is told", async () => {
    const emulator = await start({ clock: stoppedClock(), jwtLongestLifeSeconds: 60 });
    const pair = await emulator.issueKey("production");
    const status = async (seconds: number) => {
      const token = sign(pair.privateKey, { claims: { exp: NOON / 1000 + seconds } });
      const headers = { "x-api-key": pair.publicKey, "x-gw-signature": token };
      return (await call(emulator.gatewayUrl, "GET", "/merchant-registry/v1/ping", { headers }))
        .status;
    };
    expect([await status(60), await status(61)]).toEqual([200, 403]);
  });

  it("needs the constant claims when checks are strict", async () => {
    const emulator = await start({ clock: stoppedClock(), jwtChecks: "strict" });
    const pair = await emulator.issueKey("production");
    const full = await registry(emulator.gatewayUrl, pair, "GET", "ping", undefined, NOON);
    expect(full.status).toBe(200);
    const token = sign(pair.privateKey, { claims: { exp: NOON / 1000 + 300 } });
    const headers = { "x-api-key": pair.publicKey, "x-gw-signature": token };
    const path = "/merchant-registry/v1/ping";
    expect((await call(emulator.gatewayUrl, "GET", path, { headers })).status).toBe(403);
  });
});

describe("the registry", () => {
  it("makes a project with the data spaces of the licence and sends every field of a row", async () => {
    const emulator = await start({ clock: stoppedClock() });
    const pair = await emulator.issueKey("production");
    const url = emulator.gatewayUrl;
    const made = await registry(
      url,
      pair,
      "POST",
      "registry/initialize",
      { projectName: "Shop" },
      NOON,
    );
    expect(made.status).toBe(200);
    const { results } = made.body as { results: Record<string, unknown>[] };
    expect(results.map((row) => [row.environmentName, row.environmentType])).toEqual([
      ["Production", "Production"],
      ["Testing 1", "Testing"],
      ["Testing 2", "Testing"],
    ]);
    expect(results[0]).toEqual({
      environmentId: expect.stringMatching(UUID),
      environmentName: "Production",
      environmentType: "Production",
      projectId: expect.stringMatching(UUID),
      projectName: "Shop",
      organizationId: expect.stringMatching(UUID),
      organizationName: "Emulated Organization",
      imsOrganizationId: "",
      mageId: "MAG005500000",
      accountGroup: "Adobe Commerce",
      entitlementAuthority: "MAGENTO",
      accountEntitlements: [],
      featureSet: [
        "Premium Search",
        "Commerce Payments Sandbox",
        "Product Recommendations",
        "Catalog Service",
        "Catalog Events",
      ],
      cloudId: null,
      subscriptionEndDate: null,
      accountSyncStatus: { status: "Success", updatedAt: "2026-01-01T12:00:00.000Z" },
      createdAt: "2026-01-01T12:00:00.000Z",
      updatedAt: "2026-01-01T12:00:00.000Z",
      hipaa: false,
    });
    const list = await registry(url, pair, "GET", "registry", undefined, NOON);
    expect(list.body).toEqual({ results });
    const projectId = String(results[0]?.projectId);
    const project = await registry(
      url,
      pair,
      "GET",
      `registry/projects/${projectId}`,
      undefined,
      NOON,
    );
    expect(project.body).toEqual({ status: 200, results });
    const spaceId = String(results[1]?.environmentId);
    const space = await registry(
      url,
      pair,
      "GET",
      `registry/environments/${spaceId}`,
      undefined,
      NOON,
    );
    expect(space.body).toEqual(results[1]);
    const sandboxPair = await emulator.issueKey("sandbox");
    const other = await registry(
      emulator.sandboxGatewayUrl,
      sandboxPair,
      "GET",
      "registry",
      undefined,
      NOON,
    );
    expect(other.body).toEqual({ results: [] });
  });

  it("makes one data space for Open Source and no second project", async () => {
    const emulator = await start({ edition: "open-source" });
    const pair = await emulator.issueKey("production");
    const make = () =>
      registry(emulator.gatewayUrl, pair, "POST", "registry/initialize", { projectName: "Shop" });
    const first = (await make()).body as { results: unknown[] };
    expect(first.results).toHaveLength(1);
    const second = await make();
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ status: 409, statusText: "Conflict" });
  });

  it("renames, binds, cleans and switches features", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    const { projectId, dataSpaces } = emulator.initialize("Shop", "production");
    const id = dataSpaces[1]?.dataSpaceId;
    const at = (method: string, path: string, body?: unknown) =>
      registry(emulator.gatewayUrl, pair, method, `registry/${path}`, body);
    const project = await at("PATCH", `projects/${projectId}`, { projectName: "Store" });
    expect(project.body).toMatchObject({ results: [{ projectName: "Store" }, {}, {}] });
    const named = await at("PATCH", `environments/${id}`, { environmentName: "QA" });
    expect(named.body).toMatchObject({ environmentId: id, environmentName: "QA" });
    const bound = await at("PUT", `environments/${id}/cloudid/tysqxum7wu3xx`);
    expect(bound.body).toMatchObject({ cloudId: "tysqxum7wu3xx" });
    const cleaned = await at("POST", `environments/${id}/cleanup`);
    expect(cleaned.body).toMatchObject({ environmentName: "QA" });
    const renamed = await at("POST", `environments/${id}/cleanup`, { environmentName: "QA 2" });
    expect(renamed.body).toMatchObject({ environmentName: "QA 2" });
    const feature = `environments/${id}/feature/VISUAL_RECOMMENDATIONS`;
    const on = (await at("PUT", feature)).body as { featureSet: string[] };
    expect(on.featureSet).toContain("Visual Recommendations");
    const off = (await at("DELETE", feature)).body as { featureSet: string[] };
    expect(off.featureSet).not.toContain("Visual Recommendations");
  });

  it("answers for unknown things in the registry's shapes", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    const at = (method: string, path: string, body?: unknown) =>
      registry(emulator.gatewayUrl, pair, method, path, body);
    expect((await at("GET", "registry/projects/nothing")).body).toEqual({
      status: 200,
      results: [],
    });
    const space = await at("GET", "registry/environments/nothing");
    expect(space.status).toBe(404);
    expect(space.body).toEqual({
      status: 404,
      statusText: "Not Found",
      message: "Merchant registry not found",
      requestId: expect.stringMatching(ALPHANUMERICS_32),
    });
    expect((await at("GET", "registry/nothing/at/all")).status).toBe(404);
    expect((await at("DELETE", "registry")).status).toBe(405);
    expect((await at("POST", "registry/initialize", { projectName: " " })).status).toBe(400);
    expect((await call(emulator.gatewayUrl, "GET", "/elsewhere")).body).toMatchObject({
      error: { code: "Not Found" },
    });
  });

  it("has nothing of IMS, Commerce Cloud or the Developer Console", async () => {
    const { gatewayUrl } = await start();
    const technicalAccount = {
      Authorization: "Bearer token",
      "x-api-key": "client-id",
      "x-gw-ims-org-id": "0@AdobeOrg",
    };
    const ask = (method: string, path: string) =>
      call(gatewayUrl, method, path, { headers: technicalAccount });
    const list = await ask("GET", "/merchant-registry/v1/registry");
    expect([list.status, list.body]).toEqual([403, clientId("Client ID is invalid", "403003")]);
    for (const [method, path] of [
      ["POST", "/ims/token/v2"],
      ["POST", "/oauth2/token"],
      ["GET", "/api/projects/shop/variables"],
      ["GET", "/console/organizations/1/credentials/2/secrets"],
    ] as const)
      expect([path, (await ask(method, path)).status]).toEqual([path, 404]);
  });

  it("shows another customer nothing of this account", async () => {
    const emulator = await start();
    const { projectId, dataSpaces } = emulator.initialize("Shop", "production");
    const stranger = await emulator.issueKey("production", "x", { mageId: "MAG009999999" });
    const at = (path: string) => registry(emulator.gatewayUrl, stranger, "GET", path);
    expect((await at("registry")).body).toEqual({ results: [] });
    expect((await at(`registry/projects/${projectId}`)).body).toEqual({ status: 200, results: [] });
    expect((await at(`registry/environments/${dataSpaces[0]?.dataSpaceId}`)).status).toBe(404);
    expect(emulator.keys()).toEqual([]);
  });

  it("shows one gateway's projects at the other to nobody, not even to their owner", async () => {
    const emulator = await start();
    const { projectId, dataSpaces } = emulator.initialize("Shop", "production");
    const pair = await emulator.issueKey("sandbox");
    const at = (method: string, path: string, body?: unknown) =>
      registry(emulator.sandboxGatewayUrl, pair, method, `registry/${path}`, body);
    expect((await at("GET", `projects/${projectId}`)).body).toEqual({ status: 200, results: [] });
    const renamed = await at("PATCH", `projects/${projectId}`, { projectName: "Other" });
    expect(renamed.status).toBe(404);
    expect((await at("GET", `environments/${dataSpaces[0]?.dataSpaceId}`)).status).toBe(404);
  });

  it("holds a thousand data spaces in one project", async () => {
    const production = { projects: [{ name: "Big", dataSpaces: { production: 1, testing: 999 } }] };
    const emulator = await start({ seed: { production } });
    const pair = await emulator.issueKey("production");
    const { body } = await registry(emulator.gatewayUrl, pair, "GET", "registry");
    const rows = (body as { results: { environmentId: string }[] }).results;
    expect(new Set(rows.map((row) => row.environmentId)).size).toBe(1_000);
  });

  it("takes catalogue feeds, the registration of an organisation and the validation page", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("sandbox");
    const { dataSpaces } = emulator.initialize("Shop", "sandbox");
    const id = String(dataSpaces[0]?.dataSpaceId);
    const headers = signedHeaders(pair);
    const url = emulator.sandboxGatewayUrl;
    const feed = await call(url, "POST", `/feeds/catalog/v2/products/${id}`, {
      headers,
      body: [{ sku: "a" }],
    });
    expect([feed.status, feed.body]).toEqual([200, { invalidFeedItems: [] }]);
    const registered = await call(url, "POST", "/cabp-org/registration", {
      headers: { ...headers, "Magento-Environment-Id": id },
      body: { redirectUrl: "https://shop.example/admin" },
    });
    expect(registered.body).toEqual({ id, organizationId: expect.stringMatching(UUID) });
    expect((await call(url, "GET", "/merchant-registry/index.html")).status).toBe(200);
  });
});
