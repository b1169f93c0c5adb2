import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { portal, registry, signedHeaders } from "./support/client";
import { rawRequest, sendRaw, statusOf } from "./support/raw";
import { start, startUnended } from "./support/start";

type Emulator = Awaited<ReturnType<typeof start>>;

const askPortal = (emulator: Emulator, headers: Record<string, string>) =>
  sendRaw(
    emulator.portalUrl,
    rawRequest("GET", "/v1/account", {
      Authorization: `Bearer ${emulator.portalToken}`,
      ...headers,
    }),
  );

describe("pages of other origins", () => {
  it("can't reach the portal by a name of their own (DNS rebinding)", async () => {
    const emulator = await start();
    for (const Host of ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""]) {
      const answer = await askPortal(emulator, { Host });
      expect([Host, statusOf(answer)]).toEqual([Host, 403]);
      expect(answer).toContain("host_not_allowed");
    }
    for (const Host of ["127.0.0.1", "localhost:8789", "[::1]:8789", "LOCALHOST"])
      expect([Host, statusOf(await askPortal(emulator, { Host }))]).toEqual([Host, 200]);
  });

  it("can't call it across origins or sites", async () => {
    const emulator = await start();
    const Host = "127.0.0.1:8789";
    const status = async (headers: Record<string, string>) =>
      statusOf(await askPortal(emulator, { Host, ...headers }));
    expect(await status({ Origin: "http://evil.example" })).toBe(403);
    expect(await status({ Origin: "null" })).toBe(403);
    expect(await status({ Origin: "https://127.0.0.1:8789" })).toBe(403);
    expect(await status({ "Sec-Fetch-Site": "cross-site" })).toBe(403);
    expect(await status({ "Sec-Fetch-Site": "same-site" })).toBe(403);
    expect(await status({ Origin: "http://127.0.0.1:8789", "Sec-Fetch-Site": "same-origin" })).toBe(
      200,
    );
  });

  it("may use a name that was allowed", async () => {
    const emulator = await start({ allowedHosts: ["emulator.test"] });
    expect(statusOf(await askPortal(emulator, { Host: "emulator.test:8789" }))).toBe(200);
  });
});

describe("listening to other machines", () => {
  it("takes a flag and a token of one's own", async () => {
    for (const options of [{}, { allowRemote: true }, { portalToken: "t" }])
      await expect(startUnended({ host: "0.0.0.0", ...options })).rejects.toThrow("allowRemote");
    const emulator = await start({ host: "0.0.0.0", allowRemote: true, portalToken: "chosen" });
    expect(emulator.portalUrl).toMatch(/^http:\/\/0\.0\.0\.0:\d+\/$/);
  });
});

describe("limits", () => {
  it("a body over 4 MB is refused", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    const body = JSON.stringify({ projectName: "x".repeat(4 * 1024 * 1024) });
    const answer = await registry(emulator.gatewayUrl, pair, "POST", "registry/initialize", body);
    expect(answer.status).toBe(413);
  });

  it("a batch that unpacks to a hundred times its size is refused", async () => {
    const { gzipSync } = await import("node:zlib");
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    const { dataSpaces } = emulator.initialize("Shop", "production");
    const bomb = gzipSync(`[${" ".repeat(64 * 1024 * 1024)}]`);
    const path = `/feeds/catalog/v2/products/${dataSpaces[0]?.dataSpaceId}`;
    const headers = { ...signedHeaders(pair), "Content-Encoding": "gzip" };
    expect(
      statusOf(await sendRaw(emulator.gatewayUrl, rawRequest("POST", path, headers, bomb))),
    ).toBe(400);
    const honest = gzipSync("[]");
    expect(
      statusOf(await sendRaw(emulator.gatewayUrl, rawRequest("POST", path, headers, honest))),
    ).toBe(200);
  });

  it("headers over 16 kB are refused", async () => {
    const { gatewayUrl } = await start();
    const headers = { "x-api-key": "a".repeat(17_000) };
    expect(statusOf(await sendRaw(gatewayUrl, rawRequest("GET", "/", headers)))).toBe(431);
  });

  it("a client that dribbles its headers is cut off, and others are not kept waiting", async () => {
    const emulator = await start({ slowClientMs: 1_000 });
    const dribble = sendRaw(
      emulator.gatewayUrl,
      "GET /merchant-registry/v1/ping HTTP/1.1\r\nHost: x",
    );
    expect((await portal(emulator, "GET", "/v1/account")).status).toBe(200);
    expect(statusOf(await dribble)).toBe(408);
  });

  it("a client that dribbles its body is cut off", async () => {
    const emulator = await start({ slowClientMs: 200 });
    const headers = { Authorization: `Bearer ${emulator.portalToken}`, "Content-Length": "100" };
    const answer = await sendRaw(emulator.portalUrl, rawRequest("POST", "/v1/keys", headers, "{"));
    expect(statusOf(answer)).toBe(408);
    expect(emulator.keys()).toEqual([]);
  });

  it("a client that goes away in the middle of its body leaves nothing behind", async () => {
    const emulator = await start();
    const { port } = new URL(emulator.portalUrl);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        const headers = {
          Authorization: `Bearer ${emulator.portalToken}`,
          "Content-Length": "100",
        };
        socket.write(rawRequest("POST", "/v1/keys", headers, '{"environment":'));
        socket.end();
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve()).resume();
    });
    expect(emulator.keys()).toEqual([]);
    expect((await portal(emulator, "GET", "/v1/account")).status).toBe(200);
  });
});

describe("paths that climb", () => {
  it("reach no file, from the dashboard's folder or from anywhere", async () => {
    const emulator = await start();
    const climbs = ["../package.json", "../../package.json", "../../../../../../etc/passwd"];
    const spellings = [
      (path: string) => path,
      (path: string) => path.replaceAll("/", "%2f"),
      (path: string) => path.replaceAll(".", "%2e"),
      (path: string) => path.replaceAll("/", "\\"),
      (path: string) => path.replaceAll(".", "%252e"),
      (path: string) => `${path}%00.html`,
    ];
    for (const base of [emulator.portalUrl, emulator.gatewayUrl])
      for (const prefix of ["/", "/_emulator/", "/_emulator/v1/faults/", "/merchant-registry/"])
        for (const climb of climbs)
          for (const spelled of spellings) {
            const path = `${prefix}${spelled(climb)}`;
            const answer = await sendRaw(base, rawRequest("GET", path, {}));
            expect([path, statusOf(answer)]).toEqual([path, expect.toBeOneOf([401, 404, 405])]);
            expect(answer).not.toMatch(/root:|commerce-services-emulator/);
          }
  });
});

describe("names that JavaScript knows", () => {
  it("are names like any other", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    for (const name of ["__proto__", "constructor", "hasOwnProperty"]) {
      const path = `registry/environments/${name}`;
      expect((await registry(emulator.gatewayUrl, pair, "GET", path)).status).toBe(404);
      expect((await portal(emulator, "DELETE", `/v1/keys/${name}`)).status).toBe(404);
      const named = await portal(emulator, "PATCH", `/v1/keys/${pair.publicKey}`, { label: name });
      expect(named.body).toMatchObject({ label: name });
    }
    const polluted = '{"__proto__":{"label":"polluted"},"environment":"sandbox"}';
    expect((await portal(emulator, "POST", "/v1/keys", polluted)).status).toBe(400);
    expect(({} as { label?: string }).label).toBeUndefined();
  });
});
