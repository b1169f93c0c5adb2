import { expect, it } from "vitest";
import { checkSettings, settingsIn } from "../../../../provider/pulumi/grpc/settings";

const urn = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:commerce-services::${name}`;
const ENVIRONMENT = { COMMERCE_SERVICES_PORTAL_TOKEN: "token", PATH: "/bin" };

it.each(["default", "default_1_2_3", "default_https___plugins_example"])(
  "lets the environment's secrets count for the stack's own settings (%s)",
  (name) => {
    expect(settingsIn(urn(name), {}, ENVIRONMENT).environment).toEqual(ENVIRONMENT);
  },
);

it.each(["acme", "defaults", "my_default"])("and not for an explicit provider (%s)", (name) => {
  expect(settingsIn(urn(name), {}, ENVIRONMENT).environment).toEqual({ PATH: "/bin" });
});

it("reads numbers as text, and leaves the engine's own settings alone", () => {
  const given = { maxConcurrency: 8, version: "1", pluginDownloadURL: "x", __internal: {} };
  const { names, get } = settingsIn(urn("acme"), given, {});
  expect(names).toEqual(["maxConcurrency"]);
  expect(get("maxConcurrency")).toBe("8");
});

it("never has the CLI print a value that may hold a secret", () => {
  const refused = ["gatewayUrl", "portalUrl", "portalToken", "publicKey", "keyPolicy", "typo"].map(
    (name) => {
      const { failures } = checkSettings(urn("acme"), { [name]: "ge heim" }, {});
      return [name, failures.map(({ property }) => property)];
    },
  );
  expect(Object.fromEntries(refused)).toEqual({
    gatewayUrl: [""],
    portalUrl: [""],
    portalToken: [""],
    publicKey: [""],
    keyPolicy: ["keyPolicy"],
    typo: [""],
  });
});
