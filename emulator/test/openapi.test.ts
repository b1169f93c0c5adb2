import { describe, expect, it } from "vitest";
import type { Core } from "../src/account/core";
import { gatewayRoutes } from "../src/http/gateway/routes";
import { portalRoutes } from "../src/http/portal/routes";
import type { Call, Reply } from "../src/index";
import { breach, documented } from "./support/contract";

/** Routes are only listed here, never called. */
const NO_CORE = {} as Core;
const named = ({ method, pattern }: { method: string; pattern: string }) => `${method} ${pattern}`;

describe("the OpenAPI files", () => {
  it("document every route of a gateway and no other", () => {
    const routes = gatewayRoutes(NO_CORE, "production").map(named).sort();
    expect(documented("registry.yaml").map(named).sort()).toEqual(routes);
  });

  it("document every route of the portal's contract and no other", () => {
    const routes = portalRoutes(NO_CORE, (handle) => handle)
      .map(named)
      .sort();
    expect(documented("portal.yaml").map(named).sort()).toEqual(routes);
  });

  it("name operations as the call log does", () => {
    const names = (table: { target: { operation: string } }[]) =>
      new Set(table.map(({ target }) => target.operation));
    const known = new Set([
      ...names(gatewayRoutes(NO_CORE, "production")),
      ...names(portalRoutes(NO_CORE, (handle) => handle)),
    ]);
    const ids = [...documented("registry.yaml"), ...documented("portal.yaml")].map(
      ({ operationId }) => operationId,
    );
    expect(new Set(ids).size).toBe(ids.length);
    // One operation, two verbs: the second verb's id carries a suffix.
    expect(new Set(ids.map((id) => id.replace(/\.post$/, "")))).toEqual(known);
  });
});

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
});
