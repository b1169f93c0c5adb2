import { describe, expect, it } from "vitest";
import { portal, registry } from "./support/client";
import { rawRequest, sendRaw } from "./support/raw";
import { start } from "./support/start";

const admin = (
  emulator: Awaited<ReturnType<typeof start>>,
  method: string,
  path: string,
  body?: unknown,
) => portal(emulator, method, `/_emulator/v1/${path}`, body);

describe("the controls", () => {
  it("make and delete pairs as a person in the portal does, whatever the token's role", async () => {
    const emulator = await start({ role: "shared-access" });
    const made = await admin(emulator, "POST", "keys", { environment: "sandbox", label: "mine" });
    expect(made.status).toBe(201);
    const pair = made.body as { publicKey: string; privateKey: string };
    expect((await registry(emulator.sandboxGatewayUrl, pair, "GET", "ping")).status).toBe(200);
    expect((await admin(emulator, "DELETE", `keys/${pair.publicKey}`)).status).toBe(204);
    expect((await registry(emulator.sandboxGatewayUrl, pair, "GET", "ping")).status).toBe(403);
    expect((await admin(emulator, "DELETE", `keys/${pair.publicKey}`)).status).toBe(404);
  });

  it("obey the key policy even by hand", async () => {
    const emulator = await start({ keyPolicy: "delete-first" });
    await emulator.issueKey("production");
    const answer = await admin(emulator, "POST", "keys", { environment: "production" });
    expect([answer.status, answer.body]).toMatchObject([409, { code: "key_limit" }]);
  });

  it("change the account while it runs", async () => {
    const emulator = await start();
    const changed = await admin(emulator, "PATCH", "account", {
      keyPolicy: "overlapping",
      maxProjects: 2,
    });
    expect(changed.body).toMatchObject({ keyPolicy: "overlapping", maxProjects: 2 });
    expect((await portal(emulator, "GET", "/v1/account")).body).toMatchObject({
      keyPolicy: "overlapping",
    });
    expect((await admin(emulator, "PATCH", "account", { keyPolicy: "lax" })).status).toBe(400);
    expect((await admin(emulator, "PATCH", "account", { __proto__: null, x: 1 })).status).toBe(400);
  });

  it("add projects as Support does, past the limit", async () => {
    const emulator = await start();
    for (const name of ["One", "Two"])
      expect(
        (await admin(emulator, "POST", "projects", { environment: "production", name })).status,
      ).toBe(201);
    const dataSpaces = [{ name: "QA", type: "Testing" }];
    await admin(emulator, "POST", "projects", {
      environment: "production",
      name: "Three",
      dataSpaces,
    });
    const state = (await admin(emulator, "GET", "state")).body as {
      environments: { production: { projects: unknown[]; dataSpaces: { name: string }[] } };
    };
    expect(state.environments.production.projects).toHaveLength(3);
    expect(state.environments.production.dataSpaces.at(-1)).toMatchObject({ name: "QA" });
  });

  it("go back to the seed", async () => {
    const seed = { production: { projects: [{ name: "Seeded", projectId: "p-1" }] } };
    const emulator = await start({ seed, keyPolicy: "overlapping" });
    const pair = await emulator.issueKey("production");
    await registry(emulator.gatewayUrl, pair, "PATCH", "registry/projects/p-1", {
      projectName: "Other",
    });
    emulator.setKeyPolicy("exclusive");
    emulator.faults.add({ operation: "ping", effect: { kind: "truncated" } });
    emulator.clock.freeze();
    expect((await admin(emulator, "POST", "reset")).status).toBe(204);
    expect(emulator.keys()).toEqual([]);
    expect(emulator.account().keyPolicy).toBe("overlapping");
    expect(emulator.faults.list()).toEqual([]);
    expect(emulator.clock.frozen).toBe(false);
    const fresh = await emulator.issueKey("production");
    expect(
      (await registry(emulator.gatewayUrl, fresh, "GET", "registry/projects/p-1")).body,
    ).toMatchObject({
      results: [{ projectName: "Seeded" }, {}, {}],
    });
  });
});

describe("the call log", () => {
  it("tells who did what with which outcome, and no secret", async () => {
    const emulator = await start();
    const wish = { environment: "production", label: "main", clientToken: "t-1" };
    const { body } = await portal(emulator, "POST", "/v1/keys", wish);
    const pair = body as { publicKey: string; privateKey: string };
    await registry(emulator.gatewayUrl, pair, "GET", "ping");
    // A client that mixes up its two halves sends the private one as the name.
    const flat = pair.privateKey.replaceAll("\n", "");
    await registry(emulator.gatewayUrl, { ...pair, publicKey: flat }, "GET", "registry");
    expect(emulator.calls()).toMatchObject([
      {
        sequence: 1,
        listener: "portal",
        operation: "keys.create",
        status: 201,
        outcome: "ok",
        publicKey: pair.publicKey,
      },
      {
        sequence: 2,
        listener: "production",
        operation: "ping",
        status: 200,
        outcome: "ok",
        publicKey: pair.publicKey,
      },
      {
        sequence: 3,
        operation: "registry.list",
        status: 403,
        outcome: "client-id-invalid",
        publicKey: null,
      },
    ]);
    const answer = await admin(emulator, "GET", "calls?since=2");
    expect(answer.body).toMatchObject({ calls: [{ sequence: 3 }] });
    const everything = JSON.stringify(emulator.calls());
    expect(everything).not.toContain(flat.slice(40, 80));
    expect(everything).not.toContain(emulator.portalToken);
  });

  it("holds whatever path was called, cut to size", async () => {
    const emulator = await start();
    const paths = [`/${"a".repeat(9_000)}`, `/${'"'.repeat(300)}`, '/a\\"b'];
    for (const path of paths) await sendRaw(emulator.gatewayUrl, rawRequest("GET", path, {}));
    expect(emulator.calls().map(({ path }) => path)).toEqual([
      `/${"a".repeat(159)}`,
      `/${"?".repeat(159)}`,
      "/a??b",
    ]);
  });

  it("remembers the last calls only", async () => {
    const emulator = await start({ callsKept: 3 });
    for (let index = 0; index < 5; index++) await portal(emulator, "GET", "/v1/account");
    expect(emulator.calls().map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
    expect(emulator.calls(4).map(({ sequence }) => sequence)).toEqual([5]);
    expect((await admin(emulator, "DELETE", "calls")).status).toBe(204);
    await portal(emulator, "GET", "/v1/account");
    expect(emulator.calls().map(({ operation }) => operation)).toEqual([
      "admin.clearCalls",
      "account.read",
    ]);
  });
});
