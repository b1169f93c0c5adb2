import { json } from "commerce-services-testkit/localServer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failure, pair, refused, row, setUp } from "./setUp";

let rig: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  rig = await setUp();
});
afterEach(() => rig.close());

const answer = (status: number, body: unknown) => {
  rig.production.state.handler = (_, response) => json(response, status, body);
};
const raw = (status: number, body: string, type = "text/html") => {
  rig.production.state.handler = (_, response) => {
    response.writeHead(status, { "Content-Type": type });
    response.end(body);
  };
};
const rows = () => failure(rig.registry.rows(pair));

const notFound = { status: 404, statusText: "Not Found", message: "Merchant registry not found" };
const legacy = (message: string) => ({ status: 403, statusText: "FORBIDDEN", message });

it.each([
  [403, "<!DOCTYPE html><title>Access denied</title>", "text/html", "CS2032"],
  [403, "<html>Request blocked</html>", "text/plain", "CS2032"],
  [401, "sign in", "text/html; charset=utf-8", "CS2032"],
  [403, "<html>Client ID is invalid</html>", "text/html", "CS2020"],
  [403, "denied", "text/plain", "CS2028"],
  [500, "<html>", "text/html", "CS2026"],
])(
  "%i with the page %s (%s) is %s: not the gateway's own answer",
  async (status, body, type, code) => {
    raw(status, body, type);
    const { code: said, message } = await rows();
    expect(said).toBe(code);
    if (code === "CS2032") expect(message).toMatch(/firewall, a proxy/);
  },
);

describe("every body that says no has its own code", () => {
  it.each([
    [403, refused("Client ID is invalid"), "CS2020"],
    [401, legacy("Client ID is invalid"), "CS2020"],
    [403, legacy("JWT is invalid"), "CS2021"],
    [401, refused("JWT is invalid"), "CS2021"],
    [403, refused("Client ID is missing", "403000"), "CS2022"],
    [403, legacy("JWT is required"), "CS2023"],
    [403, refused("IMS Org ID not associated to this Commerce"), "CS2024"],
    [404, notFound, "CS2025"],
    [200, notFound, "CS2025"],
    [500, { status: 500, error: "Internal Server Error" }, "CS2026"],
    [200, { status: 500, error: "Internal Server Error" }, "CS2026"],
    [200, refused("Over quota"), "CS2027"],
    [200, { error: "odd", results: [] }, "CS2027"],
    [400, { message: "bad" }, "CS2028"],
    [403, { unknown: true }, "CS2028"],
    [200, { status: 403, message: "no" }, "CS2028"],
    [204, { ignored: 1 }, "CS2032"],
    [200, null, "CS2033"],
    [200, 42, "CS2033"],
    [200, "text", "CS2033"],
    [200, [row()], "CS2033"],
    [200, {}, "CS2034"],
    [200, { results: null }, "CS2034"],
    [200, { results: {} }, "CS2034"],
    [200, { results: [row({ environmentId: undefined })] }, "CS2035"],
    [200, { results: [row(), "row"] }, "CS2035"],
    [404, { message: "Not here" }, "CS2039"],
    [405, {}, "CS2039"],
  ])("%i %j: %s", async (status, body, code) => {
    answer(status, body);
    expect((await rows()).code).toBe(code);
  });

  it.each([
    ["Client ID is invalid", "CS2020"],
    ["JWT is invalid", "CS2021"],
  ])("the trap: 200 with an error object (%s) is no empty account", async (message, code) => {
    answer(200, refused(message));
    expect((await rows()).code).toBe(code);
  });

  it.each([
    [200, "<html>Sign in</html>", "CS2032"],
    [200, "", "CS2032"],
    [200, '{"results":[', "CS2032"],
    [403, "<html>Forbidden</html>", "CS2032"],
    [404, "<html>Not found</html>", "CS2039"],
    [403, "Client ID is invalid", "CS2020"],
    [500, "<html>Oops</html>", "CS2026"],
  ])("%i %j: %s", async (status, body, code) => {
    raw(status, body);
    const error = await rows();
    expect(error.code).toBe(code);
    expect(error.message).not.toContain("html>");
  });

  it("takes names that sound like a refusal for names", async () => {
    answer(200, { results: [row({ projectName: "JWT is invalid" })] });
    expect(await rig.registry.rows(pair)).toHaveLength(1);
  });
});

describe("the words", () => {
  it("say which half is wrong and name the public key and the request", async () => {
    rig.production.state.handler = (_, response) =>
      json(response, 403, refused("Client ID is invalid"), { "X-Request-Id": "abc123" });
    expect((await rows()).message).toMatch(
      /^CS2020: publicKey 0123456789abcdef0123456789abcdef is not known to 127\.0\.0\.1:\d+: .* \(request abc123\)\. Compare it with /,
    );
    answer(403, refused("JWT is invalid"));
    const wrongHalf = await rows();
    expect([wrongHalf.path, wrongHalf.problem]).toEqual([
      "privateKey",
      `does not belong to the public key ${pair.publicKey}, which ${rig.production.host} knows`,
    ]);
  });

  it("name the fields that a row lacks", async () => {
    const bad = row({ environmentId: 7, projectName: "" });
    answer(200, { results: [row(), bad] });
    expect((await rows()).problem).toMatch(
      /lacks results\[1\]\.projectName, results\[1\]\.environmentId$/,
    );
  });

  it("show the service's own without controls, and no key that it echoes", async () => {
    answer(400, { message: `\u001b[31mno\u001b[0m\n${pair.privateKey}` });
    const { problem, message } = await rows();
    expect(problem).toMatch(/\(status 400\): "no \[secret\]"$/);
    expect(message).not.toContain(pair.privateKey.slice(40, 60));
  });
});
