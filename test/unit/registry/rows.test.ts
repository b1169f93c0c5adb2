import { json } from "commerce-services-testkit/localServer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failure, keys, pair, row, setUp } from "./setUp";

let rig: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  rig = await setUp();
  rig.production.state.handler = (_, response) => json(response, 200, { results: [row()] });
  rig.sandbox.state.handler = (_, response) => json(response, 200, { results: [] });
});
afterEach(() => rig.close());

const listings = () =>
  rig.production.seen.filter(({ path }) => path.endsWith("/v1/registry")).length;

describe("rows", () => {
  it("asks once for a thousand data spaces of one account", async () => {
    const found = await Promise.all(Array.from({ length: 1000 }, () => rig.registry.rows(pair)));
    expect(found.every(([one]) => one?.environmentId === "e1")).toBe(true);
    expect(listings()).toBe(1);
  });

  it("keeps them for less than 30 s", async () => {
    await rig.registry.rows(pair);
    await rig.clock.sleep(29_999, rig.cancel.signal);
    await rig.registry.rows(pair);
    expect(listings()).toBe(1);
    await rig.clock.sleep(1, rig.cancel.signal);
    await rig.registry.rows(pair);
    expect(listings()).toBe(2);
  });

  it("keeps no failure: all who asked get it, the next one asks again", async () => {
    rig.production.state.handler = (_, response) => json(response, 500, {});
    const failed = await Promise.all([1, 2, 3].map(() => failure(rig.registry.rows(pair))));
    expect(failed.map(({ code }) => code)).toEqual(["CS2026", "CS2026", "CS2026"]);
    expect(listings()).toBe(1);
    rig.production.state.handler = (_, response) => json(response, 200, { results: [row()] });
    expect(await rig.registry.rows(pair)).toHaveLength(1);
  });

  it("asks anew for another pair, another gateway, another private key", async () => {
    await rig.registry.rows(pair);
    await rig.registry.rows({ ...pair, publicKey: "other-key" });
    const pkcs1 = keys.privateKey.export({ format: "pem", type: "pkcs1" }).toString();
    await rig.registry.rows({ ...pair, privateKey: pkcs1 });
    expect(listings()).toBe(3);
    expect(await rig.registry.rows({ ...pair, environment: "sandbox" })).toEqual([]);
  });

  it("asks anew after a write, even a failed one, on that gateway alone", async () => {
    const sandbox = { ...pair, environment: "sandbox" as const };
    await rig.registry.rows(sandbox);
    await rig.registry.rows(pair);
    await rig.registry.renameProject(pair, "p1", "Shop");
    await rig.registry.rows(pair);
    expect(listings()).toBe(2);
    rig.production.state.handler = ({ method }, response) =>
      json(response, method === "GET" ? 200 : 500, { results: [row()] });
    await failure(rig.registry.cleanup(pair, "e1"));
    await rig.registry.rows(pair);
    expect(listings()).toBe(3);
    await rig.registry.rows(sandbox);
    expect(rig.sandbox.seen).toHaveLength(1);
  });

  it("knows what it wrote to a data space, and does not ask for it", async () => {
    const two = [row(), row({ environmentId: "e2", environmentName: "Testing 1" })];
    rig.production.state.handler = ({ path }, response) =>
      json(
        response,
        200,
        path.endsWith("/e1") ? row({ environmentName: "Live" }) : { results: two },
      );
    await rig.registry.rows(pair);
    await rig.registry.setCloudId(pair, "e2", "c");
    await rig.registry.renameDataSpace(pair, "e1", "Live");
    expect(await rig.registry.rows(pair)).toEqual([
      row({ environmentName: "Live" }),
      row({ environmentId: "e2", environmentName: "Testing 1", cloudId: "c" }),
    ]);
    expect(listings()).toBe(1);
  });

  it("asks anew after a write to a data space that failed", async () => {
    await rig.registry.rows(pair);
    rig.production.state.handler = ({ method }, response) =>
      json(response, method === "GET" ? 200 : 500, { results: [row()] });
    await failure(rig.registry.setCloudId(pair, "e1", "c"));
    await rig.registry.rows(pair);
    expect(listings()).toBe(2);
  });

  it("does not keep a listing that began before the end of a write", async () => {
    let answerList = () => {};
    const listed = new Promise<void>((resolve) => {
      rig.production.state.handler = ({ method }, response) => {
        if (method === "PUT") response.end();
        else {
          answerList = () => json(response, 200, { results: [row()] });
          resolve();
        }
      };
    });
    const early = rig.registry.rows(pair);
    await listed;
    await rig.registry.setCloudId(pair, "e1", "c");
    answerList();
    await early;
    rig.production.state.handler = (_, response) =>
      json(response, 200, { results: [row({ cloudId: "c" })] });
    expect((await rig.registry.rows(pair))[0]?.cloudId).toBe("c");
  });
});
