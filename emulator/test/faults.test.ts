import { describe, expect, it } from "vitest";
import { call, portal, registry } from "./support/client";
import { NOON, start, stoppedClock } from "./support/start";

const wish = { environment: "production", label: "main", clientToken: "t-1" };

describe("a reset connection", () => {
  it("after the change was saved leaves the pair made and its private key lost", async () => {
    const emulator = await start();
    emulator.faults.add({
      operation: "keys.create",
      effect: { kind: "reset", when: "after-change" },
    });
    await expect(portal(emulator, "POST", "/v1/keys", wish)).rejects.toThrow("fetch failed");
    expect(emulator.keys()).toMatchObject([{ clientToken: "t-1", lastUsedAt: null }]);
    const again = await portal(emulator, "POST", "/v1/keys", wish);
    expect([again.status, again.body]).toMatchObject([409, { code: "client_token_used" }]);
    expect(emulator.calls().map(({ outcome }) => outcome)).toEqual([
      "fault:reset-after-change",
      "client_token_used",
    ]);
  });

  it("before the change leaves nothing behind", async () => {
    const emulator = await start();
    emulator.faults.add({
      operation: "keys.create",
      effect: { kind: "reset", when: "before-change" },
    });
    await expect(portal(emulator, "POST", "/v1/keys", wish)).rejects.toThrow("fetch failed");
    expect(emulator.keys()).toEqual([]);
    expect((await portal(emulator, "POST", "/v1/keys", wish)).status).toBe(201);
  });

  it("strikes the registry too: a project made by a call without an answer", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("sandbox");
    emulator.faults.add({
      operation: "project.initialize",
      effect: { kind: "reset", when: "after-change" },
    });
    const url = emulator.sandboxGatewayUrl;
    const make = () => registry(url, pair, "POST", "registry/initialize", { projectName: "Shop" });
    await expect(make()).rejects.toThrow("fetch failed");
    const { body } = await registry(url, pair, "GET", "registry");
    expect(body).toMatchObject({ results: [{ projectName: "Shop" }, {}, {}] });
  });
});

describe("a spoilt answer", () => {
  const pinged = async (effect: Parameters<typeof add>[1]) => {
    const emulator = await start({ clock: stoppedClock() });
    const pair = await emulator.issueKey("production");
    add(emulator, effect);
    return registry(emulator.gatewayUrl, pair, "GET", "registry", undefined, NOON);
  };
  const add = (
    { faults }: Pick<Awaited<ReturnType<typeof start>>, "faults">,
    effect: Parameters<typeof faults.add>[0]["effect"],
  ) => faults.add({ operation: "registry.list", effect });

  it("has the service's own body for a status", async () => {
    const fault = await pinged({ kind: "status", status: 500 });
    expect([fault.status, fault.body]).toEqual([
      500,
      { status: 500, error: "Internal Server Error" },
    ]);
    const unavailable = await pinged({ kind: "status", status: 503 });
    expect(unavailable.body).toEqual({
      status: 503,
      statusText: "Service Unavailable",
      message: "Service Unavailable",
      requestId: expect.stringMatching(/^[0-9a-z]{32}$/),
    });
    const own = await pinged({ kind: "status", status: 418, body: { short: "stout" } });
    expect([own.status, own.body]).toEqual([418, { short: "stout" }]);
  });

  it("says when to come back, in seconds or as a date by the emulator's clock", async () => {
    const seconds = await pinged({ kind: "rate-limit", retryAfterSeconds: 7 });
    expect([seconds.status, seconds.headers.get("retry-after")]).toEqual([429, "7"]);
    const date = await pinged({ kind: "rate-limit", retryAfterSeconds: 60, as: "date" });
    expect(date.headers.get("retry-after")).toBe("Thu, 01 Jan 2026 12:01:00 GMT");
    expect(date.headers.get("date")).toBe("Thu, 01 Jan 2026 12:00:00 GMT");
  });

  it("is not JSON, or says it is something else, or breaks off", async () => {
    const page = await pinged({ kind: "not-json" });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html"]);
    expect(page.body).toContain("Please stand by.");
    const typed = await pinged({ kind: "content-type", value: "text/plain" });
    expect([typed.headers.get("content-type"), typed.body]).toEqual([
      "text/plain",
      { results: [] },
    ]);
    await expect(pinged({ kind: "truncated" })).rejects.toThrow("terminated");
  });

  it("in the portal has the portal's shape, and the change may be saved all the same", async () => {
    const emulator = await start();
    const effect = { kind: "status", status: 504, when: "after-change" } as const;
    emulator.faults.add({ operation: "keys.create", effect });
    const answer = await portal(emulator, "POST", "/v1/keys", wish);
    expect([answer.status, answer.body]).toEqual([
      504,
      { code: "timeout", message: "Gateway Timeout", requestId: expect.any(String) },
    ]);
    expect(emulator.keys()).toHaveLength(1);
  });
});

describe("which calls are struck", () => {
  const statuses = async (
    fault: Omit<Parameters<Awaited<ReturnType<typeof start>>["faults"]["add"]>[0], "effect">,
    calls: number,
  ) => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    emulator.faults.add({ ...fault, effect: { kind: "status", status: 503 } });
    const seen: number[] = [];
    for (let index = 0; index < calls; index++)
      seen.push((await registry(emulator.gatewayUrl, pair, "GET", "ping")).status);
    return { seen, faults: emulator.faults.list() };
  };

  it("one, unless more are asked for, after those let through", async () => {
    expect((await statuses({ operation: "ping" }, 2)).seen).toEqual([503, 200]);
    const { seen, faults } = await statuses({ operation: "ping", after: 1, times: 2 }, 4);
    expect(seen).toEqual([200, 503, 503, 200]);
    expect(faults).toMatchObject([{ id: "fault-1", remaining: 0, struck: 2 }]);
    expect((await statuses({ operation: "*", times: null }, 3)).seen).toEqual([503, 503, 503]);
  });

  it("only those it names", async () => {
    expect((await statuses({ operation: "registry.list" }, 1)).seen).toEqual([200]);
    expect((await statuses({ operation: "ping", listener: "sandbox" }, 1)).seen).toEqual([200]);
    expect((await statuses({ operation: "ping", publicKey: "other" }, 1)).seen).toEqual([200]);
  });

  it("by chance, the same every time for a seed", async () => {
    const fault = { operation: "ping", times: null, probability: 0.5, seed: 7 };
    const first = (await statuses(fault, 12)).seen;
    expect((await statuses(fault, 12)).seen).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect((await statuses({ ...fault, seed: 8 }, 12)).seen).not.toEqual(first);
  });
});

it("delays by the virtual clock: a frozen one holds the answer until it is advanced", async () => {
  const emulator = await start();
  emulator.clock.freeze();
  emulator.faults.add({ operation: "account.read", effect: { kind: "latency", ms: 60_000 } });
  let answered = false;
  const answer = portal(emulator, "GET", "/v1/account").finally(() => {
    answered = true;
  });
  await portal(emulator, "GET", "/v1/keys");
  emulator.clock.advance(59_999);
  await portal(emulator, "GET", "/v1/keys");
  expect(answered).toBe(false);
  emulator.clock.advance(1);
  expect((await answer).status).toBe(200);
});

describe("the admin API", () => {
  it("adds, lists and removes faults, and is not struck itself", async () => {
    const emulator = await start();
    const fault = { operation: "*", times: null, effect: { kind: "status", status: 500 } };
    const added = await portal(emulator, "POST", "/_emulator/v1/faults", fault);
    expect([added.status, added.body]).toEqual([
      201,
      { ...fault, id: "fault-1", remaining: null, struck: 0 },
    ]);
    expect((await portal(emulator, "GET", "/v1/account")).status).toBe(500);
    const list = await portal(emulator, "GET", "/_emulator/v1/faults");
    expect(list.body).toMatchObject({ faults: [{ id: "fault-1", struck: 1 }] });
    expect((await portal(emulator, "DELETE", "/_emulator/v1/faults/fault-1")).status).toBe(204);
    expect((await portal(emulator, "DELETE", "/_emulator/v1/faults/fault-1")).status).toBe(404);
    expect((await portal(emulator, "GET", "/v1/account")).status).toBe(200);
  });

  it("says what is wrong with a fault", async () => {
    const emulator = await start();
    const wrong = { operation: "ping", tims: 2, effect: { kind: "reset" } };
    const answer = await portal(emulator, "POST", "/_emulator/v1/faults", wrong);
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message.split("\n")).toEqual([
      "The request can't be used:",
      expect.stringContaining("effect.when: "),
      expect.stringContaining('the document: Unrecognized key: "tims"'),
    ]);
    expect(emulator.faults.list()).toEqual([]);
  });

  it("is closed without the token", async () => {
    const { portalUrl } = await start();
    for (const path of ["state", "faults", "calls", "snapshot"])
      expect((await call(portalUrl, "GET", `/_emulator/v1/${path}`)).status).toBe(401);
  });
});
