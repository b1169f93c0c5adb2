import { json, localServer } from "commerce-services-testkit/localServer";
import { virtualClock } from "commerce-services-testkit/virtualClock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp } from "../../../provider/http/client";
import { isOutcomeUnknown } from "../../../provider/http/errors";
import { createPortal, type Portal } from "../../../provider/portal";

const TOKEN = "t0ken-of-the-portal";
const PRIVATE = "-----BEGIN PRIVATE KEY-----\nMIIEvQprivate\n-----END PRIVATE KEY-----\n";

let server: Awaited<ReturnType<typeof localServer>>;
let http: ReturnType<typeof createHttp>;
let portal: Portal;

beforeEach(async () => {
  server = await localServer((_, response) => json(response, 200, {}));
  http = createHttp({
    clock: virtualClock(0),
    random: () => 0.5,
    signal: new AbortController().signal,
    requestTimeoutMs: 5_000,
    maxConcurrency: 4,
    environment: {},
    notify: () => {},
  });
  // A bridge below a path of its own, given without the last slash.
  portal = createPortal({
    http,
    portalUrl: `${server.url}bridge`,
    portalToken: TOKEN,
    isTokenRecorded: false,
  });
});
afterEach(async () => {
  http.close();
  await server.close();
});

const answer = (status: number, body: unknown) => {
  server.state.handler = (_, response) =>
    body === undefined ? response.writeHead(status).end() : json(response, status, body);
};

async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => "came through",
    (reason) => reason,
  );
  return error as { code: string; problem: string; path: string; message: string };
}

const key = {
  publicKey: "0123456789abcdef",
  environment: "production",
  label: "shop",
  status: "accepted",
  clientToken: "token-1",
  createdAt: "2026-11-21T10:00:00.000Z",
};
const order = { environment: "production", label: "shop", clientToken: "token-1" } as const;

describe("the wire", () => {
  it("carries the bearer token, and a body only where there is one", async () => {
    answer(200, { keys: [] });
    await portal.keys("sandbox");
    answer(201, { ...key, privateKey: PRIVATE });
    await portal.issue(order);
    const [list, post] = server.seen;
    const { host, connection, ...listed } = list?.headers ?? {};
    expect([list?.method, list?.path]).toEqual(["GET", "/bridge/v1/keys?environment=sandbox"]);
    expect(listed).toStrictEqual({
      accept: "application/json",
      authorization: `Bearer ${TOKEN}`,
      "x-request-id": "8".repeat(32),
    });
    expect([post?.method, post?.path, post?.body, post?.headers["content-type"]]).toEqual([
      "POST",
      "/bridge/v1/keys",
      '{"environment":"production","label":"shop","clientToken":"token-1"}',
      "application/json",
    ]);
  });

  it("keeps whatever a public key holds inside one part of the path", async () => {
    answer(204, undefined);
    await portal.remove("a/../b?c#d e%");
    expect(server.seen[0]?.path).toBe("/bridge/v1/keys/a%2F..%2Fb%3Fc%23d%20e%25");
  });
});

describe("answers", () => {
  it("gives the account", async () => {
    const account = {
      merchantId: "MAG005500000",
      edition: "commerce",
      keyPolicy: "delete-first",
      role: "licence-holder",
    };
    answer(200, { ...account, more: 1 });
    expect(await portal.account()).toStrictEqual(account);
  });

  it("keeps a use that is not told apart from one that never was", async () => {
    const used = "2026-11-21T11:00:00.000Z";
    answer(200, { keys: [key, { ...key, lastUsedAt: null }, { ...key, lastUsedAt: used }] });
    const [untold, never, once] = await portal.keys("production");
    expect(untold && "lastUsedAt" in untold).toBe(false);
    expect(never?.lastUsedAt).toBeNull();
    expect(once?.lastUsedAt).toBe(used);
  });

  it("lists no pair of the other environment, and lets no listed private key in", async () => {
    answer(200, {
      keys: [
        { ...key, privateKey: PRIVATE },
        { ...key, environment: "sandbox" },
      ],
    });
    expect(await portal.keys("production")).toStrictEqual([key]);
  });

  it("gives both halves of a new pair", async () => {
    answer(201, { ...key, privateKey: PRIVATE });
    expect(await portal.issue(order)).toMatchObject({
      publicKey: key.publicKey,
      privateKey: PRIVATE,
      environment: "production",
    });
  });

  it("gives the relabelled pair", async () => {
    answer(200, { ...key, label: "new" });
    expect((await portal.relabel(key.publicKey, "new")).label).toBe("new");
    expect([server.seen[0]?.method, server.seen[0]?.body]).toEqual(["PATCH", '{"label":"new"}']);
  });

  it("tells removed from absent, and absent from a server that is no portal", async () => {
    answer(204, undefined);
    expect(await portal.remove("k")).toBe("removed");
    answer(404, { code: "not_found", message: "There is no such key." });
    expect(await portal.remove("k")).toBe("absent");
    answer(404, "Not here");
    expect((await failure(portal.remove("k"))).code).toBe("CS3004");
  });
});

describe("refusals", () => {
  it.each([
    [401, { code: "unauthorized", message: "x" }, "CS3001"],
    [401, undefined, "CS3001"],
    [409, { code: "client_token_used", publicKey: "live-pair" }, "CS3010"],
    [409, { code: "key_limit", publicKey: "live-pair" }, "CS3011"],
    [403, { code: "licence_holder_only" }, "CS3012"],
    [403, { code: "account_blocked" }, "CS3016"],
    [400, { code: "invalid_request", message: "label" }, "CS3013"],
    [403, { code: "toString" }, "CS3013"],
    [404, undefined, "CS3004"],
    [405, { oops: 1 }, "CS3004"],
  ])("of a new pair: %i %j: %s, and nothing was made", async (status, body, code) => {
    answer(status, body);
    const error = await failure(portal.issue(order));
    expect([error.code, isOutcomeUnknown(error)]).toEqual([code, false]);
    expect(server.seen).toHaveLength(1);
  });

  it("name the pair that stands in the way, the host and the portal's id of the call", async () => {
    answer(409, { code: "client_token_used", publicKey: "live-pair", requestId: "req-7" });
    const error = await failure(portal.issue(order));
    expect(error.problem).toBe(
      `names ${server.host}, where the pair live-pair was already made with this client token`,
    );
    expect(error.message).toContain("(request req-7)");
  });

  it("never repeat the token, even where the portal does", async () => {
    answer(400, { code: "bad", message: `Bearer ${TOKEN} and ${TOKEN}\u001b[2J` });
    const { message } = await failure(portal.account());
    expect(message).toContain('"bad [secret] and [secret]"');
    expect(message).not.toContain(TOKEN);
  });

  it("say that a pair to be relabelled is gone", async () => {
    answer(404, { code: "not_found", message: "There is no such key." });
    expect((await failure(portal.relabel("k1", "new"))).problem).toBe(
      `names ${server.host}, which has no pair k1`,
    );
  });

  it.each([
    [200, { keyPolicy: "exclusive" }, "CS3003", /\(merchantId, edition, role\)$/],
    [
      200,
      { merchantId: "M", edition: "e", keyPolicy: "many", role: "licence-holder" },
      "CS3003",
      /\(keyPolicy\)$/,
    ],
    [200, null, "CS3003", /\(no object\)$/],
    [200, undefined, "CS3002", /is not JSON$/],
    [500, { code: "internal", message: "disk" }, "CS3015", /"internal disk"$/],
  ])("of an account: %i %j: %s", async (status, body, code, words) => {
    answer(status, body);
    const error = await failure(portal.account());
    expect(error.code).toBe(code);
    expect(error.problem).toMatch(words);
  });
});

describe("a pair that may have been made", () => {
  it.each([
    [500, { code: "internal" }],
    [503, {}],
    [201, undefined],
    [201, { publicKey: "p", environment: "production" }],
    [200, null],
  ])("%i %j: nobody knows, and it is not asked for twice", async (status, body) => {
    answer(status, body);
    const error = await failure(portal.issue(order));
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(error.problem).toContain(`the call went to ${server.host}, wh`);
    expect(server.seen).toHaveLength(1);
  });

  it("keeps a private key that came with a broken answer out of the error", async () => {
    answer(201, { privateKey: PRIVATE });
    const error = await failure(portal.issue(order));
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain("MIIEvQprivate");
    server.state.handler = (_, response) =>
      response.writeHead(201).end(`{"privateKey":"${PRIVATE}`);
    const cut = await failure(portal.issue(order));
    expect(isOutcomeUnknown(cut)).toBe(true);
    expect(`${cut.message}${JSON.stringify(cut)}`).not.toContain("MIIEvQprivate");
  });
});
