import { generateKeyPairSync } from "node:crypto";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { afterAll, beforeAll, expect, it } from "vitest";

const pem = (bits: number) =>
  generateKeyPairSync("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
const ecPem = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
}).privateKey;
const good = pem(2048);
const PUBLIC = "0123456789abcdef0123456789abcdef";
const ENCRYPTED = `0:3:${Buffer.from("not a key but a store's ciphertext").toString("base64")}`;

/** Declarations that are wrong, each with the failure that must name it. */
const pair = (publicKey: unknown, privateKey: unknown) =>
  `new ApiKeyPair("key", ${JSON.stringify({ environment: "production", supplied: { publicKey, privateKey } })});`;
const space = (more: object) =>
  `new DataSpace("live", { ...${JSON.stringify({ projectId: "p-1", type: "Production", ...more })}, keyPair });`;
const keyPair = `const keyPair = { environment: "production", publicKey: "${PUBLIC}", privateKey: knob.require("good") };`;
const mistakes: Record<string, [declaration: string, message: RegExp]> = {
  "a truncated PEM": [pair(PUBLIC, good.slice(0, 400)), /CS10\d\d: supplied\.privateKey /],
  "a value encrypted by a store": [
    pair(PUBLIC, ENCRYPTED),
    /CS10\d\d: supplied\.privateKey .*encrypted/,
  ],
  "RSA under 2048 bits": [pair(PUBLIC, pem(1024)), /CS10\d\d: supplied\.privateKey .*1024/],
  "an EC key": [pair(PUBLIC, ecPem), /CS10\d\d: supplied\.privateKey /],
  "a private key without its public key": [
    pair(undefined, good),
    /CS1100: supplied\.publicKey is required/,
  ],
  "a public key alone to sign with": [
    `new SaasProject("project", { name: "Shop", keyPair: { environment: "production", publicKey: "${PUBLIC}" } });`,
    /CS1133: keyPair\.privateKey is not there/,
  ],
  "a PEM for the public key": [pair(good, good), /CS10\d\d: supplied\.publicKey /],
  "an unknown environment": [
    'new ApiKeyPair("key", { environment: "staging" });',
    /CS1102: environment is not valid .*production.*sandbox/,
  ],
  "keepers beside supplied": [
    `new ApiKeyPair("key", { environment: "production", keepers: { a: "1" }, supplied: { publicKey: "${PUBLIC}", privateKey: knob.require("good") } });`,
    /CS1105: keepers cannot rotate/,
  ],
  "a misspelt input": [
    'new ApiKeyPair("key", { environment: "production", keeper: {} });',
    /CS1101: keeper is not an input .*keepers/,
  ],
  "a pair to be issued without a portal": [
    'new ApiKeyPair("key", { environment: "production" });',
    /CS1106: supplied is not given/,
  ],
  "an empty name": [
    `${keyPair} new SaasProject("project", { name: "  ", keyPair });`,
    /CS1103: name /,
  ],
  "nothing to sign with": [
    'new SaasProject("project", { name: "Shop" });',
    /CS1108: keyPair is not given/,
  ],
  "an id that is none": [`${keyPair} ${space({ projectId: "My project!" })}`, /CS1104: projectId /],
  "an unknown type": [
    `${keyPair} ${space({ type: "production" })}`,
    /CS1102: type .*Production.*Testing/,
  ],
  "production data for a staging store": [
    `${keyPair} ${space({ store: { name: "s", role: "staging" } })}`,
    /CS4001: type is Production, but the store s has the role staging/,
  ],
  "two stores on one Production data space": [
    `${keyPair} ${space({ dataSpaceId: "d-1", store: { name: "a", role: "production" } })}
     ${space({ dataSpaceId: "d-1", store: { name: "b", role: "production" } }).replace('"live"', '"other"')}`,
    /CS4003: store (a|b) would share .*(a|b) \(urn:pulumi:test::shop::/,
  ],
};

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce({ secrets: { "test:good": good } });
  await stack.project.run(["config", "rm", "commerce-services:portalUrl"]);
});
afterAll(() => stack.close());

it("refuses each mistake in the preview, by code and path, with the fix, before any call", async () => {
  for (const [mistake, [declaration, message]] of Object.entries(mistakes)) {
    stack.project.write({
      "index.js": `
        const pulumi = require("@pulumi/pulumi");
        const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services");
        const knob = new pulumi.Config("test");
        ${declaration}`,
    });
    const { code, stdout, stderr } = await stack.project.preview();
    expect(code, mistake).not.toBe(0);
    expect(stdout + stderr, mistake).toMatch(message);
    expect(stdout, mistake).toMatch(/errors\.md#cs\d{4}/);
  }
  expect(stack.emulator.calls()).toEqual([]);
});

it("shows no part of a key in any of those refusals", () => {
  expect(
    stack.project.grepEverywhere(good).filter(({ where }) => !where.endsWith("index.js")),
  ).toEqual([]);
});

/** Settings that are wrong, each refused whatever the program declares. */
const settings: Record<string, [Record<string, string>, RegExp]> = {
  "an unknown key": [
    { gatewayURL: "https://example.com/" },
    /CS1200: commerce-services:gatewayURL is not/,
  ],
  "no URL": [{ gatewayUrl: "commerce.adobe.io" }, /CS1201: commerce-services:gatewayUrl /],
  "http to a public host": [
    { gatewayUrl: "http://commerce.adobe.io/" },
    /CS1202: commerce-services:gatewayUrl /,
  ],
  "an unknown policy": [{ keyPolicy: "both" }, /CS1201: commerce-services:keyPolicy /],
  "no duration": [{ verifyTimeout: "60" }, /CS1201: commerce-services:verifyTimeout /],
  "half a default pair": [{ publicKey: PUBLIC }, /CS1204: commerce-services:privateKey is missing/],
};

it("refuses wrong settings by name, before any call", async () => {
  stack.project.write({
    "index.js": `
      const { ApiKeyPair } = require("pulumi-commerce-services");
      const knob = new (require("@pulumi/pulumi").Config)("test");
      ${pair(PUBLIC, "PLACEHOLDER").replace('"PLACEHOLDER"', 'knob.require("good")')}`,
  });
  for (const [mistake, [setting, message]] of Object.entries(settings)) {
    const [[key, value] = ["", ""]] = Object.entries(setting);
    const name = `commerce-services:${key}`;
    const kept = stack.project.run(["config", "get", name]);
    const before = (await kept).stdout.trim();
    await stack.project.setConfig({ [name]: value });
    const { code, stdout, stderr } = await stack.project.preview();
    expect(code, mistake).not.toBe(0);
    expect(stdout + stderr, mistake).toMatch(message);
    if (before) await stack.project.setConfig({ [name]: before });
    else await stack.project.run(["config", "rm", name]);
  }
  expect(stack.emulator.calls()).toEqual([]);
});
