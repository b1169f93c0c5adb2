import { describe, expect, it } from "vitest";
import { call, portal, registry } from "./support/client";
import { NOON, start, stoppedClock } from "./support/start";

const PUBLIC_KEY = /^[0-9a-f]{32}$/;
const REQUEST_ID = /^[0-9a-zA-Z]{32}$/;
const wish = { environment: "production", label: "main", clientToken: "t-1" };
type Made = { publicKey: string; privateKey: string };

describe("the portal", () => {
  it("says whose account it is", async () => {
    const emulator = await start({ keyPolicy: "overlapping", edition: "open-source" });
    expect((await portal(emulator, "GET", "/v1/account")).body).toEqual({
      merchantId: "MAG005500000",
      edition: "open-source",
      keyPolicy: "overlapping",
      role: "licence-holder",
    });
  });

  it("is closed without its token", async () => {
    const { portalUrl } = await start();
    const headers = { Authorization: "Bearer wrong" };
    for (const options of [{}, { headers }]) {
      const answer = await call(portalUrl, "GET", "/v1/keys", options);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: "unauthorized" });
    }
  });

  it("answers the private key at creation and never again", async () => {
    const emulator = await start({ clock: stoppedClock() });
    const made = await portal(emulator, "POST", "/v1/keys", wish);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      publicKey: expect.stringMatching(PUBLIC_KEY),
      privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\n/),
      environment: "production",
      label: "main",
      status: "accepted",
      createdAt: "2026-01-01T12:00:00.000Z",
    });
    const { publicKey } = made.body as Made;
    const list = await portal(emulator, "GET", "/v1/keys?environment=production");
    expect(list.body).toEqual({
      keys: [
        {
          publicKey,
          environment: "production",
          label: "main",
          status: "accepted",
          clientToken: "t-1",
          createdAt: "2026-01-01T12:00:00.000Z",
          lastUsedAt: null,
        },
      ],
    });
    expect((await portal(emulator, "GET", "/v1/keys?environment=sandbox")).body).toEqual({
      keys: [],
    });
  });

  it("remembers when the gateway last accepted a pair", async () => {
    const clock = stoppedClock();
    const emulator = await start({ clock });
    const { body } = await portal(emulator, "POST", "/v1/keys", wish);
    clock.advance(2_000);
    await registry(emulator.gatewayUrl, body as Made, "GET", "ping", undefined, NOON);
    await registry(
      emulator.gatewayUrl,
      { ...(body as Made), privateKey: (await emulator.issueKey("sandbox")).privateKey },
      "GET",
      "ping",
    );
    expect(emulator.keys("production")).toMatchObject([{ lastUsedAt: "2026-01-01T12:00:02.000Z" }]);
  });

  it("never makes two live pairs of one client token, even for calls at the same time", async () => {
    const emulator = await start({ keyPolicy: "overlapping" });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => portal(emulator, "POST", "/v1/keys", wish)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409, 409, 409, 409, 409,
    ]);
    const [key] = emulator.keys();
    expect(emulator.keys()).toHaveLength(1);
    expect(answers.find(({ status }) => status === 409)?.body).toEqual({
      code: "client_token_used",
      message: `The pair ${key?.publicKey} was made with this client token.`,
      requestId: expect.stringMatching(REQUEST_ID),
      publicKey: key?.publicKey,
    });
    // Once that pair is gone its token is free again.
    expect((await portal(emulator, "DELETE", `/v1/keys/${key?.publicKey}`)).status).toBe(204);
    expect((await portal(emulator, "POST", "/v1/keys", wish)).status).toBe(201);
  });

  it("renames and deletes, and knows what is not there", async () => {
    const emulator = await start();
    const { publicKey } = await emulator.issueKey("production");
    const path = `/v1/keys/${publicKey}`;
    const renamed = await portal(emulator, "PATCH", path, { label: "renamed" });
    expect([renamed.status, renamed.body]).toMatchObject([200, { publicKey, label: "renamed" }]);
    expect((await portal(emulator, "DELETE", path)).status).toBe(204);
    for (const [method, body] of [["DELETE"], ["PATCH", { label: "x" }]] as const) {
      const answer = await portal(emulator, method, path, body);
      expect([answer.status, answer.body]).toMatchObject([404, { code: "not_found" }]);
    }
  });

  it("knows nothing of another customer's pairs", async () => {
    const emulator = await start();
    const theirs = await emulator.issueKey("production", "theirs", { mageId: "MAG009999999" });
    const path = `/v1/keys/${theirs.publicKey}`;
    expect((await portal(emulator, "PATCH", path, { label: "ours" })).status).toBe(404);
    expect((await portal(emulator, "DELETE", path)).status).toBe(404);
    expect((await registry(emulator.gatewayUrl, theirs, "GET", "ping")).status).toBe(200);
  });

  it("lets only the licence holder make and delete pairs", async () => {
    const emulator = await start({ role: "shared-access" });
    const { publicKey } = await emulator.issueKey("production");
    for (const [method, path, body] of [
      ["POST", "/v1/keys", wish],
      ["DELETE", `/v1/keys/${publicKey}`, undefined],
    ] as const) {
      const answer = await portal(emulator, method, path, body);
      expect([answer.status, answer.body]).toMatchObject([403, { code: "licence_holder_only" }]);
    }
    expect(emulator.keys()).toHaveLength(1);
  });

  it("refuses malformed wishes", async () => {
    const emulator = await start();
    const bodies: unknown[] = [
      "{",
      "null",
      [],
      {},
      { ...wish, environment: "testing" },
      { ...wish, label: "" },
      { ...wish, label: 7 },
      { ...wish, clientToken: {} },
    ];
    for (const body of bodies) {
      const answer = await portal(emulator, "POST", "/v1/keys", body);
      expect([answer.status, answer.body]).toMatchObject([400, { code: "invalid_request" }]);
    }
    expect((await portal(emulator, "GET", "/v1/keys?environment=all")).status).toBe(400);
    expect(emulator.keys()).toEqual([]);
  });
});

describe("the three key policies", () => {
  const statuses = async (keyPolicy: "exclusive" | "overlapping" | "delete-first") => {
    const emulator = await start({ keyPolicy });
    const first = await portal(emulator, "POST", "/v1/keys", wish);
    const second = await portal(emulator, "POST", "/v1/keys", { ...wish, clientToken: "t-2" });
    const sandbox = await portal(emulator, "POST", "/v1/keys", {
      ...wish,
      environment: "sandbox",
      clientToken: "t-3",
    });
    return {
      answers: [first, second, sandbox].map(({ status }) => status),
      listed: emulator.keys().map(({ environment, status }) => `${environment} ${status}`),
      second,
      first,
    };
  };

  it("exclusive: the new pair stops the old one, which stays listed", async () => {
    const { answers, listed } = await statuses("exclusive");
    expect(answers).toEqual([201, 201, 201]);
    expect(listed).toEqual(["production refused", "production accepted", "sandbox accepted"]);
  });

  it("overlapping: both work", async () => {
    const { answers, listed } = await statuses("overlapping");
    expect(answers).toEqual([201, 201, 201]);
    expect(listed).toEqual(["production accepted", "production accepted", "sandbox accepted"]);
  });

  it("delete-first: a second one is refused and the first is named", async () => {
    const { answers, listed, first, second } = await statuses("delete-first");
    expect(answers).toEqual([201, 409, 201]);
    expect(listed).toEqual(["production accepted", "sandbox accepted"]);
    expect(second.body).toMatchObject({
      code: "key_limit",
      publicKey: (first.body as Made).publicKey,
    });
  });
});
