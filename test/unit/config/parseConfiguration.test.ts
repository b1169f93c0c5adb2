import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { expect, it } from "vitest";
import { parseConfiguration } from "../../../provider/config/configuration";
import { CommerceServicesError } from "../../../provider/domain/errors";

const PUBLIC_KEY = "0123456789abcdef0123456789abcdef";
const privateKey = rsaPair().privateKey;

const parse = (
  set: Record<string, string>,
  environment: Record<string, string> = {},
  areRecorded = false,
) =>
  parseConfiguration({
    areRecorded,
    get: (key) => (Object.hasOwn(set, key) ? set[key] : undefined),
    names: Object.keys(set),
    environment,
  });

/** The code and path of the refusal. */
function refusal(set: Record<string, string>, environment?: Record<string, string>) {
  try {
    parse(set, environment);
  } catch (error) {
    if (error instanceof CommerceServicesError) return [error.code, error.path];
    throw error;
  }
  return "accepted";
}

it("has the documented defaults", () => {
  expect(parse({})).toEqual({
    areRecorded: false,
    gateways: {
      production: "https://commerce.adobe.io/",
      sandbox: "https://commerce-beta.adobe.io/",
    },
    portalUrl: undefined,
    portalToken: undefined,
    keyPolicy: "exclusive",
    defaultPair: undefined,
    requestTimeoutMs: 30_000,
    maxConcurrency: 4,
    verifyTimeoutMs: 60_000,
    merchantId: undefined,
  });
});

it("refuses an emulator beside Adobe's own gateway", () => {
  const local = "http://127.0.0.1:8787/";
  expect(refusal({ gatewayUrl: local })).toEqual(["CS1206", "commerce-services:sandboxGatewayUrl"]);
  expect(refusal({ sandboxGatewayUrl: local })).toEqual(["CS1206", "commerce-services:gatewayUrl"]);
  expect(refusal({ gatewayUrl: "https://proxy.example/" })).toBe("accepted");
  expect(refusal({ gatewayUrl: local, sandboxGatewayUrl: local })).toBe("accepted");
});

it("reads every key", () => {
  expect(
    parse({
      gatewayUrl: "https://proxy.example/commerce",
      sandboxGatewayUrl: "http://127.0.0.1:8788",
      portalUrl: "http://[::1]:8789/portal/",
      portalToken: "t0ken",
      keyPolicy: "delete-first",
      publicKey: ` ${PUBLIC_KEY}`,
      privateKey: privateKey.replaceAll("\n", "\r\n"),
      requestTimeout: "500ms",
      maxConcurrency: "8",
      verifyTimeout: "2m",
      merchantId: " MAG005500000 ",
    }),
  ).toEqual({
    areRecorded: false,
    gateways: { production: "https://proxy.example/commerce/", sandbox: "http://127.0.0.1:8788/" },
    portalUrl: "http://[::1]:8789/portal/",
    portalToken: "t0ken",
    keyPolicy: "delete-first",
    defaultPair: { environment: "production", publicKey: PUBLIC_KEY, privateKey },
    requestTimeoutMs: 500,
    maxConcurrency: 8,
    verifyTimeoutMs: 120_000,
    merchantId: "MAG005500000",
  });
});

it("takes a secret from the environment first where the stack's own value is that of the last up", () => {
  const environment = { COMMERCE_SERVICES_PORTAL_TOKEN: "renewed" };
  const recorded = { portalToken: "of-the-last-up" };
  expect(parse(recorded, environment, true).portalToken).toBe("renewed");
  expect(parse(recorded, {}, true).portalToken).toBe("of-the-last-up");
  expect(parse(recorded, environment).portalToken).toBe("of-the-last-up");
});

it("takes the secrets from the environment too, the stack's own value first", () => {
  const environment = {
    COMMERCE_SERVICES_PORTAL_TOKEN: "from-the-environment",
    COMMERCE_SERVICES_PUBLIC_KEY: PUBLIC_KEY,
    COMMERCE_SERVICES_PRIVATE_KEY: privateKey,
  };
  expect(parse({}, environment)).toMatchObject({
    portalToken: "from-the-environment",
    defaultPair: { publicKey: PUBLIC_KEY, privateKey },
  });
  expect(parse({ portalToken: "of-the-stack" }, environment).portalToken).toBe("of-the-stack");
});

it("lets no URL and no account come from the environment", () => {
  const environment = {
    COMMERCE_SERVICES_GATEWAY_URL: "https://elsewhere.example/",
    COMMERCE_SERVICES_PORTAL_URL: "https://elsewhere.example/",
    COMMERCE_SERVICES_MERCHANT_ID: "MAG999999999",
    GATEWAY_URL: "https://elsewhere.example/",
  };
  expect(parse({}, environment)).toEqual(parse({}));
});

it("takes an empty value for none", () => {
  expect(parse({ portalUrl: "", merchantId: "", requestTimeout: "" })).toEqual(parse({}));
});

it.each(["gatewayURL", "portal", "toString", "constructor", "__proto__x"])(
  "refuses the unknown key %s by name",
  (name) => {
    expect(refusal({ [name]: "x" })).toEqual(["CS1200", `commerce-services:${name}`]);
  },
);

it.each([
  "commerce.adobe.io",
  "ftp://commerce.adobe.io/",
  "https://user:word@commerce.adobe.io/",
  "https://commerce.adobe.io/?tenant=1",
  "https://commerce.adobe.io/#top",
  "https://",
])("refuses the URL %s", (url) => {
  for (const key of ["gatewayUrl", "sandboxGatewayUrl", "portalUrl"]) {
    expect(refusal({ [key]: url })).toEqual(["CS1201", `commerce-services:${key}`]);
  }
});

it.each([
  "http://commerce.adobe.io/",
  "http://127.0.0.1.example/",
  "http://localhost.example/",
  "http://notlocalhost/",
  "http://10.0.0.1/",
  "http://0.0.0.0/",
  "http://[::2]/",
])("refuses plain http to %s", (url) => {
  for (const key of ["gatewayUrl", "sandboxGatewayUrl", "portalUrl"]) {
    expect(refusal({ [key]: url })).toEqual(["CS1202", `commerce-services:${key}`]);
  }
});

it.each(["http://localhost:1/", "http://127.0.0.1/", "http://127.1/", "http://[::1]:8/"])(
  "takes plain http to this machine: %s",
  (url) => expect(refusal({ portalUrl: url })).toBe("accepted"),
);

it("refuses to run with certificate checks switched off", () => {
  const path = "NODE_TLS_REJECT_UNAUTHORIZED";
  expect(refusal({}, { [path]: "0" })).toEqual(["CS1203", path]);
  expect(refusal({}, { [path]: "1" })).toBe("accepted");
});

it("refuses one half of the default pair, and names the missing one", () => {
  expect(refusal({ publicKey: PUBLIC_KEY })).toEqual(["CS1204", "commerce-services:privateKey"]);
  expect(refusal({ privateKey })).toEqual(["CS1204", "commerce-services:publicKey"]);
  expect(refusal({ privateKey: "x", publicKey: PUBLIC_KEY })).toEqual([
    "CS1004",
    "commerce-services:privateKey",
  ]);
});

it.each([
  ["keyPolicy", "Exclusive"],
  ["portalToken", "two words"],
  ["portalToken", "naïve"],
  ["portalToken", "line\nbreak"],
  ["requestTimeout", "30"],
  ["requestTimeout", "0s"],
  ["requestTimeout", "-1s"],
  ["requestTimeout", "1.5s"],
  ["requestTimeout", "1 s"],
  ["verifyTimeout", "25h"],
  ["verifyTimeout", "1d"],
  ["maxConcurrency", "0"],
  ["maxConcurrency", "65"],
  ["maxConcurrency", "2.5"],
  ["maxConcurrency", "many"],
])("refuses %s: %s", (key, value) => {
  expect(refusal({ [key]: value })).toEqual(["CS1201", `commerce-services:${key}`]);
});

it("shows the value of no setting", () => {
  const secret = "hunter2 hunter2";
  for (const key of [
    "portalToken",
    "gatewayUrl",
    "keyPolicy",
    "requestTimeout",
    "maxConcurrency",
    "zzz",
  ]) {
    expect(() => parse({ [key]: secret })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  }
});
