import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { expect, it } from "vitest";
import { createHttp } from "../../../provider/http/client";
import { createPortal } from "../../../provider/portal";
import { createRegistry, serviceClocks } from "../../../provider/registry";
import { failure } from "../registry/setUp";

/**
 * Both clients against the emulator, which was written from the same facts by other hands: what one
 * misread, the other refuses. Real time, as the emulator's; nothing here waits.
 */
it("a pair's whole life: issued, proven, used, removed, dead", async () => {
  const emulator = await startEmulator({ keyPolicy: "exclusive" });
  const clock = { now: () => Date.now(), sleep: async () => {} };
  const shared = { clock, random: Math.random, signal: new AbortController().signal };
  const http = createHttp({
    ...shared,
    environment: {},
    notify: () => {},
    requestTimeoutMs: 10_000,
    maxConcurrency: 4,
  });
  try {
    const { portalUrl, portalToken, gatewayUrl, sandboxGatewayUrl } = emulator;
    const portal = createPortal({ http, portalUrl, portalToken, isTokenRecorded: false });
    const gateways = { production: gatewayUrl, sandbox: sandboxGatewayUrl };
    const registry = createRegistry({
      ...shared,
      http,
      clocks: serviceClocks(clock, gateways, () => {}),
      gateways,
      verifyTimeoutMs: 10_000,
    });
    expect(await portal.account()).toMatchObject({
      keyPolicy: "exclusive",
      role: "licence-holder",
    });

    const order = { environment: "production", label: "a", clientToken: "t1" } as const;
    const { publicKey, privateKey } = await portal.issue(order);
    const pair = { environment: "production" as const, publicKey, privateKey };
    expect(await failure(portal.issue(order))).toMatchObject({
      code: "CS3010",
      problem: expect.stringContaining(publicKey),
    });
    expect((await portal.keys("production"))[0]?.lastUsedAt).toBeNull();
    await registry.verify(pair);
    expect((await portal.keys("production"))[0]?.lastUsedAt).toMatch(/^\d{4}-/);
    expect(await portal.keys("sandbox")).toEqual([]);
    expect(await registry.probe({ ...pair, environment: "sandbox" })).toBe("unknown");
    expect(await registry.probePublicKey("production", publicKey)).toBe("alive");
    expect(await registry.probePublicKey("production", "f".repeat(32))).toBe("unknown");

    expect(await registry.rows(pair)).toEqual([]);
    const rows = await registry.initialize(pair, "Shop");
    expect(rows.map(({ environmentType }) => environmentType).sort()).toEqual([
      "Production",
      "Testing",
      "Testing",
    ]);
    expect((await failure(registry.initialize(pair, "Second"))).code).toBe("CS2029");
    const { projectId = "", environmentId = "" } =
      rows.find(({ environmentType }) => environmentType === "Testing") ?? {};
    const renamed = await registry.renameProject(pair, projectId, "Store");
    expect(new Set(renamed.map(({ projectName }) => projectName))).toEqual(new Set(["Store"]));
    await registry.renameDataSpace(pair, environmentId, "Dev");
    await registry.setCloudId(pair, environmentId, "tysqxum7wu3xx");
    expect((await registry.cleanup(pair, environmentId)).environmentId).toBe(environmentId);
    const after = await registry.rows(pair);
    expect(after.find((row) => row.environmentId === environmentId)).toMatchObject({
      environmentName: "Dev",
      cloudId: "tysqxum7wu3xx",
      projectName: "Store",
    });
    expect(await registry.project(pair, "unknown")).toEqual([]);
    expect((await failure(registry.renameDataSpace(pair, "unknown", "x"))).code).toBe("CS2025");

    expect((await portal.relabel(publicKey, "b")).label).toBe("b");
    expect(await portal.remove(publicKey)).toBe("removed");
    expect(await portal.remove(publicKey)).toBe("absent");
    await registry.verifyDead(pair);
    expect((await failure(portal.relabel(publicKey, "c"))).code).toBe("CS3014");
    const stranger = createPortal({
      http,
      portalUrl,
      portalToken: "wrong",
      isTokenRecorded: false,
    });
    expect((await failure(stranger.account())).code).toBe("CS3001");
  } finally {
    http.close();
    await emulator.close();
  }
});
