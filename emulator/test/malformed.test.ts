import fc from "fast-check";
import { expect, it } from "vitest";
import { signedHeaders } from "./support/client";
import { rawRequest, sendRaw, statusOf } from "./support/raw";
import { start } from "./support/start";

type Emulator = Awaited<ReturnType<typeof start>>;
type Shot = { readonly to: "gatewayUrl" | "portalUrl"; readonly bytes: Buffer };

const REGISTRY = "/merchant-registry/v1";

/** JSON that is no wish of any endpoint: no object, or one without the fields. */
const wrongJson = fc.oneof(
  fc
    .jsonValue()
    .filter((value) => typeof value !== "object" || value === null || Array.isArray(value)),
  fc.dictionary(fc.constantFrom("__proto__", "constructor", "toString", "x"), fc.jsonValue()),
  fc.record({
    projectName: fc.oneof(
      fc.integer(),
      fc.constant(""),
      fc.constant("x".repeat(256)),
      fc.constant(null),
    ),
    environmentName: fc.oneof(fc.boolean(), fc.constant([]), fc.constant(" ")),
    label: fc.oneof(fc.integer(), fc.constant({})),
    environment: fc.oneof(fc.integer(), fc.constant("__proto__"), fc.constant("production ")),
  }),
);

const wrongBody = fc.oneof(
  wrongJson.map((value) => Buffer.from(JSON.stringify(value))),
  fc
    .uint8Array({ minLength: 1, maxLength: 200 })
    .map((bytes) => Buffer.from([0x7b, ...bytes, 0xff])),
  fc.integer({ min: 1, max: 5_000 }).map((depth) => Buffer.from("[".repeat(depth))),
);

const wrongSegment = fc.constantFrom(
  "%",
  "%zz",
  "%ff%fe",
  "%00",
  "..",
  "%2e%2e",
  "%2e%2e%2fetc%2fpasswd",
  "__proto__",
  "constructor",
  "%F0%9F%92%A3",
  "a".repeat(3_000),
  "'--",
  "%0d%0aX-Injected:1",
);

/** Headers that a parser must refuse or that mean nothing. */
const oddHeader = fc.constantFrom<Record<string, string>>(
  { "x-api-key": "\x00\x01" },
  { "x-api-key": "__proto__" },
  { "x-api-key": "a".repeat(20_000) },
  { "x-gw-signature": "a.b.c" },
  { "x-gw-signature": `${"a".repeat(5_000)}.${"b".repeat(5_000)}.c` },
  { "Content-Length": "-1" },
  { "Content-Length": "1e9" },
  { "Transfer-Encoding": "gzip, identity" },
  { "Bad Header": "x" },
  { Authorization: "Bearer" },
);

function shots(
  emulator: Emulator,
  pair: { publicKey: string; privateKey: string },
  ids: readonly string[],
) {
  const signed = signedHeaders(pair);
  const bearer = { Authorization: `Bearer ${emulator.portalToken}` };
  const [projectId = "", spaceId = ""] = ids;
  const writes: readonly (readonly [Shot["to"], string, string])[] = [
    ["gatewayUrl", "POST", `${REGISTRY}/registry/initialize`],
    ["gatewayUrl", "PATCH", `${REGISTRY}/registry/projects/${projectId}`],
    ["gatewayUrl", "PATCH", `${REGISTRY}/registry/environments/${spaceId}`],
    ["gatewayUrl", "POST", "/cabp-org/registration"],
    ["portalUrl", "POST", "/v1/keys"],
    ["portalUrl", "PATCH", `/v1/keys/${pair.publicKey}`],
    ["portalUrl", "PATCH", "/_emulator/v1/account"],
    ["portalUrl", "POST", "/_emulator/v1/faults"],
    ["portalUrl", "POST", "/_emulator/v1/clock"],
    ["portalUrl", "POST", "/_emulator/v1/projects"],
    ["portalUrl", "POST", "/_emulator/v1/keys"],
    ["portalUrl", "PUT", "/_emulator/v1/snapshot"],
  ];
  const authorised = (to: Shot["to"]) => (to === "portalUrl" ? bearer : signed);

  /** In order but for its body, with every right to be heard. */
  const withWrongBody = fc
    .tuple(fc.constantFrom(...writes), wrongBody)
    // Nothing to change is a valid change of the account.
    .filter(([[, , path], body]) => !path.endsWith("/account") || body.toString() !== "{}")
    .map(([[to, method, path], body]) => ({
      to,
      bytes: rawRequest(method, path, authorised(to), body),
    }));

  const withWrongPath = fc
    .tuple(
      fc.constantFrom<Shot["to"]>("gatewayUrl", "portalUrl"),
      fc.constantFrom("GET", "PATCH", "DELETE", "PUT", "BREW", "OPTIONS", "TRACE"),
      fc.constantFrom(
        "/",
        `${REGISTRY}/registry/nothing/`,
        `${REGISTRY}/`,
        "/v1/keys/",
        "/_emulator/v1/faults/",
        `${REGISTRY}/registry/environments/`,
        "//",
        "/_emulator/../",
      ),
      wrongSegment,
    )
    // An unknown project is no error to the registry, so that path is not among these.
    .map(([to, method, prefix, segment]) => ({
      to,
      bytes: rawRequest(method, `${prefix}${segment}`, authorised(to)),
    }));

  const withOddHeader = fc
    .tuple(fc.constantFrom(...writes), oddHeader, wrongBody)
    .map(([[to, method, path], header, body]) => ({
      to,
      bytes: rawRequest(method, path, { ...authorised(to), ...header }, body),
    }))
    .filter(({ bytes }) => !bytes.includes("/account"));

  const garbage = fc
    .tuple(
      fc.constantFrom<Shot["to"]>("gatewayUrl", "portalUrl"),
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
    )
    .map(([to, bytes]) => ({
      to,
      bytes: Buffer.concat([Buffer.from("\x01"), bytes, Buffer.from("\r\n\r\n")]),
    }));

  return fc.oneof(withWrongBody, withWrongPath, withOddHeader, garbage);
}

it("answers 10,000 malformed requests with a 4xx, never a 5xx, and goes on as before", async () => {
  // What leaves the server waiting for more is a slow client, and told so after a tenth of a second.
  const emulator = await start({ slowClientMs: 100 });
  const pair = await emulator.issueKey("production");
  const project = emulator.initialize("Shop", "production");
  const ids = [project.projectId, project.dataSpaces[0]?.dataSpaceId ?? ""];
  const before = emulator.account();
  const property = fc.asyncProperty(shots(emulator, pair, ids), async ({ to, bytes }) => {
    const status = statusOf(await sendRaw(emulator[to], bytes));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
  await fc.assert(property, { numRuns: 10_000, seed: 20_261_121 });
  expect(emulator.account()).toEqual(before);
  expect(emulator.keys()).toHaveLength(1);
  expect(emulator.faults.list()).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(emulator.calls().filter(({ outcome }) => outcome === "internal-error")).toEqual([]);
}, 180_000);
