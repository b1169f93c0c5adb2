import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { breach, breachesIn, recordedIn } from "commerce-services-testkit/emulator/contract";
import { describe, expect, it, vi } from "vitest";
import type { Call, Reply } from "../src/index";
import { portal, registry } from "./support/client";
import { launch, scratch } from "./support/program";

describe("the judge that sits in on every test", () => {
  const call = (body: unknown, more: Partial<Call> = {}): Call => ({
    listener: "portal",
    operation: "keys.create",
    method: "POST",
    path: "/v1/keys",
    params: {},
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify(body ?? null)),
    requestId: "0".repeat(32),
    ...more,
  });
  const reply = (status: number, body: unknown): Reply => ({
    status,
    body: JSON.stringify(body),
    outcome: "ok",
  });
  const error = { code: "key_limit", message: "m", requestId: "0".repeat(32) };

  it("sees an answer without a field, an undocumented status and a private key in a list", () => {
    expect(breach(call({}), reply(409, error))).toContain("'publicKey'");
    expect(breach(call({}), reply(409, { ...error, publicKey: "0".repeat(32) }))).toBeNull();
    expect(breach(call({}), reply(202, {}))).toContain("accepted a request");
    const wish = { environment: "sandbox", label: "x" };
    expect(breach(call(wish), reply(202, {}))).toContain("status 202 is not documented");
    const key = {
      publicKey: "0".repeat(32),
      environment: "sandbox",
      label: "x",
      status: "accepted",
      clientToken: null,
      createdAt: "2026-01-01T12:00:00.000Z",
      lastUsedAt: null,
    };
    const list = {
      ...call(undefined, { method: "GET", operation: "keys.list" }),
      body: Buffer.alloc(0),
    };
    expect(breach(list, reply(200, { keys: [key] }))).toBeNull();
    expect(breach(list, reply(200, { keys: [{ ...key, privateKey: "p" }] }))).toContain(
      "/privateKey",
    );
  });

  it("sees what the controls should have refused, and a page where JSON belongs", () => {
    const fault = { operation: "ping", effect: { kind: "truncated" }, tiems: 2 };
    const add = call(fault, { operation: "admin.addFault", path: "/_emulator/v1/faults" });
    expect(breach(add, reply(201, { ...fault, id: "fault-1", remaining: 1, struck: 0 }))).toContain(
      "must NOT have additional properties",
    );
    const ping = call(undefined, {
      listener: "production",
      method: "GET",
      path: "/merchant-registry/v1/ping",
      body: Buffer.alloc(0),
    });
    const ok = reply(200, { status: 200 });
    expect(breach(ping, ok)).toBeNull();
    expect(breach(ping, { ...ok, contentType: "text/html" })).toContain("text/html");
    expect(breach({ ...ping, query: new URLSearchParams("a=b") }, ok)).toContain("query a");
  });
});

describe("the judge of emulators in processes of their own", () => {
  const wish = { environment: "production", label: "main" };
  type Made = { publicKey: string; privateKey: string };

  it("hears every call", async () => {
    const emulator = await launch();
    const pair = (await portal(emulator, "POST", "/v1/keys", wish)).body as Made;
    await registry(emulator.gatewayUrl, pair, "GET", "ping");
    await portal(emulator, "GET", "/_emulator/v1/calls?since=1");
    // An answer is sent first, and then written down.
    const heard = () =>
      recordedIn(emulator.record).map(({ call, reply }) => [call.operation, reply.status]);
    await expect.poll(heard).toEqual([
      ["keys.create", 201],
      ["ping", 200],
      ["admin.listCalls", 200],
    ]);
    expect(breachesIn(emulator.record)).toEqual([]);
  });

  it("sees that one of them answers rows without a field", async () => {
    const forgetful = join(scratch(), "forgetful.cjs");
    const rows = join(__dirname, "../dist/http/gateway/rows.js");
    writeFileSync(
      forgetful,
      `const rows = require(${JSON.stringify(rows)});
       const { listBody } = rows;
       rows.listBody = (...all) => listBody(...all).replaceAll("projectName", "name");`,
    );
    vi.stubEnv("NODE_OPTIONS", `--require "${forgetful}"`);
    const emulator = await launch();
    vi.unstubAllEnvs();
    const pair = (await portal(emulator, "POST", "/v1/keys", wish)).body as Made;
    const project = { projectName: "Shop" };
    await registry(emulator.gatewayUrl, pair, "POST", "registry/initialize", project);
    await registry(emulator.gatewayUrl, pair, "GET", "registry");
    await expect
      .poll(() => breachesIn(emulator.record))
      .toEqual([
        expect.stringContaining(
          "registry.list answered 200: /results/0 must have required property",
        ),
      ]);
  });

  it("does not take silence for obedience", () => {
    expect(() => breachesIn(join(scratch(), "never-written"))).toThrow("ENOENT");
  });
});
