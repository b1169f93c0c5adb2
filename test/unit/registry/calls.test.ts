import { verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { json } from "commerce-services-testkit/localServer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isOutcomeUnknown } from "../../../provider/http/errors";
import { failure, keys, NOW, pair, refused, row, setUp } from "./setUp";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

let rig: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  rig = await setUp();
});
afterEach(() => rig.close());

const answer = (status: number, body: unknown) => {
  rig.production.state.handler = (_, response) => json(response, status, body);
};

describe("the wire", () => {
  it("carries the connector's headers, and a signature that the public half verifies", async () => {
    answer(200, { results: [] });
    await rig.registry.rows(pair);
    const [seen] = rig.production.seen;
    const { host, connection, "x-gw-signature": token, ...headers } = seen?.headers ?? {};
    expect([seen?.method, seen?.path, seen?.body]).toEqual([
      "GET",
      "/merchant-registry/v1/registry",
      "",
    ]);
    expect(headers).toStrictEqual({
      "magento-api-key": pair.publicKey,
      "x-api-key": pair.publicKey,
      "user-agent": `Magento Services Connector (Magento: pulumi-commerce-services ${version})`,
      "content-type": "application/json",
      "x-request-id": "8".repeat(32),
    });
    const [header = "", claims = "", signature = ""] = String(token).split(".");
    expect(
      verify(
        "RSA-SHA256",
        Buffer.from(`${header}.${claims}`),
        keys.publicKey,
        Buffer.from(signature, "base64url"),
      ),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString()).exp).toBe(NOW / 1000 + 300);
  });

  it("leaves the content type out of ping, and the signature out of an unsigned one", async () => {
    await rig.registry.ping(pair);
    answer(403, refused("JWT is required", "403000"));
    await rig.registry.probePublicKey("production", pair.publicKey);
    const [signed, unsigned] = rig.production.seen;
    expect(signed?.path).toBe("/merchant-registry/v1/ping");
    expect(signed?.headers).not.toHaveProperty("content-type");
    expect(signed?.headers).toHaveProperty("x-gw-signature");
    expect(unsigned?.path).toBe("/merchant-registry/v1/ping");
    expect(unsigned?.headers).not.toHaveProperty("x-gw-signature");
    expect(unsigned?.headers["x-api-key"]).toBe(pair.publicKey);
  });

  it("sends a sandbox pair to the sandbox gateway alone", async () => {
    await rig.registry.ping({ ...pair, environment: "sandbox" });
    expect([rig.production.seen.length, rig.sandbox.seen.length]).toEqual([0, 1]);
  });

  it("keeps whatever an id holds inside one part of the path", async () => {
    answer(200, { status: 200, results: [] });
    await rig.registry.project(pair, "../a b/c?d#e");
    expect(rig.production.seen[0]?.path).toBe(
      "/merchant-registry/v1/registry/projects/..%2Fa%20b%2Fc%3Fd%23e",
    );
  });
});

describe("reading", () => {
  it("gives rows with unknown fields passed through and odd optional ones left out", async () => {
    answer(200, {
      results: [row({ mageId: "MAG005500000", cloudId: null, featureSet: "x", hipaa: false })],
    });
    expect(await rig.registry.rows(pair)).toStrictEqual([
      row({ mageId: "MAG005500000", cloudId: undefined, featureSet: undefined, hipaa: false }),
    ]);
  });

  it("takes both ways of saying that there is no such project", async () => {
    answer(200, { status: 200, results: [] });
    expect(await rig.registry.project(pair, "p9")).toEqual([]);
    answer(404, { status: 404, statusText: "Not Found", message: "Merchant registry not found" });
    expect(await rig.registry.project(pair, "p9")).toEqual([]);
    answer(404, { message: "no route" });
    expect((await failure(rig.registry.project(pair, "p9"))).code).toBe("CS2039");
  });
});

describe("writing", () => {
  it("initialises once and gives the rows", async () => {
    answer(200, { results: [row()] });
    expect(await rig.registry.initialize(pair, "Shop")).toEqual([row()]);
    expect(rig.production.seen).toMatchObject([
      {
        method: "POST",
        path: "/merchant-registry/v1/registry/initialize",
        body: '{"projectName":"Shop"}',
      },
    ]);
  });

  it.each([
    [500, { status: 500, error: "Internal Server Error" }],
    [200, { status: 500, error: "Internal Server Error" }],
    [200, null],
    [200, {}],
    [200, { results: [{}] }],
  ])("does not know what became of an initialisation answered %i %j", async (status, body) => {
    answer(status, body);
    const error = await failure(rig.registry.initialize(pair, "Shop"));
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(error.problem).toContain(`the call went to ${rig.production.host}, wh`);
    expect(rig.production.seen).toHaveLength(1);
  });

  it.each([
    [409, { status: 409, message: "maxProjects" }, "CS2029"],
    [403, refused("Client ID is invalid"), "CS2020"],
    [200, refused("JWT is invalid"), "CS2021"],
    [200, refused("Over quota"), "CS2027"],
  ])("knows that nothing was initialised after %i %j", async (status, body, code) => {
    answer(status, body);
    expect((await failure(rig.registry.initialize(pair, "Shop"))).code).toBe(code);
  });

  it("renames a project and reads back until the name shows", async () => {
    let reads = 0;
    rig.production.state.handler = ({ method }, response) => {
      if (method === "GET") reads += 1;
      const projectName = reads < 3 ? "Shop" : "Store";
      json(response, 200, { status: 200, results: [row({ projectName })] });
    };
    expect(await rig.registry.renameProject(pair, "p1", "Store")).toEqual([
      row({ projectName: "Store" }),
    ]);
    expect(rig.production.seen.map(({ method, body }) => [method, body])).toEqual([
      ["PATCH", '{"projectName":"Store"}'],
      ["GET", ""],
      ["GET", ""],
      ["GET", ""],
    ]);
    expect(rig.clock.slept).toEqual([188, 375]);
  });

  it("renames a data space, whatever the answer to the rename is made of", async () => {
    rig.production.state.handler = ({ method }, response) => {
      if (method === "PATCH") response.end();
      else json(response, 200, row({ environmentName: "Live" }));
    };
    const renamed = await rig.registry.renameDataSpace(pair, "e1", "Live");
    expect(renamed.environmentName).toBe("Live");
    expect(rig.production.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["PATCH", "/merchant-registry/v1/registry/environments/e1", '{"environmentName":"Live"}'],
      ["GET", "/merchant-registry/v1/registry/environments/e1", ""],
    ]);
  });

  it("says that a name did not change, after ten seconds", async () => {
    answer(200, { status: 200, results: [row()] });
    expect((await failure(rig.registry.renameProject(pair, "p1", "Store"))).code).toBe("CS2031");
    expect(rig.clock.now() - NOW).toBe(10_000);
  });

  it.each([404, 405])("says that renaming is not offered (%i)", async (status) => {
    answer(status, { message: "no route" });
    const error = await failure(rig.registry.renameProject(pair, "p1", "Store"));
    expect([error.code, error.problem]).toEqual([
      "CS2030",
      `names ${rig.production.host}, which does not offer PATCH registry/projects/p1 (status ${status})`,
    ]);
  });

  it("tells an unknown data space from a rename that is not offered", async () => {
    answer(404, { status: 404, statusText: "Not Found", message: "Merchant registry not found" });
    expect((await failure(rig.registry.renameDataSpace(pair, "e9", "x"))).code).toBe("CS2025");
  });

  it("sets the cloud id and cleans up with empty bodies", async () => {
    rig.production.state.handler = (_, response) => response.end();
    await rig.registry.setCloudId(pair, "e1", "tysqxum7wu3xx");
    answer(200, row());
    expect(await rig.registry.cleanup(pair, "e1")).toEqual(row());
    expect(rig.production.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["PUT", "/merchant-registry/v1/registry/environments/e1/cloudid/tysqxum7wu3xx", ""],
      ["POST", "/merchant-registry/v1/registry/environments/e1/cleanup", ""],
    ]);
  });

  it("does not take an error for a cloud id that was set", async () => {
    answer(200, { status: 500, error: "Internal Server Error" });
    expect((await failure(rig.registry.setCloudId(pair, "e1", "c"))).code).toBe("CS2026");
  });
});
