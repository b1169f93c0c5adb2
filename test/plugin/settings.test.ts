import { secret, secretPaths, UNKNOWN } from "commerce-services-testkit/wire/values";
import { afterEach, expect, it } from "vitest";
import { answered, head, refused, startService } from "../protocol/support/setUp";
import { type Plugin, type PluginOptions, providerUrn, startPlugin } from "./support/plugin";
import { settingsFor, urnOf } from "./support/setUp";

const plugins: Plugin[] = [];
const start = async (options: PluginOptions = {}) => {
  const plugin = await startPlugin(options);
  plugins.push(plugin);
  return plugin;
};
afterEach(async () => {
  for (const plugin of plugins.splice(0)) await plugin.close();
});

const DEFAULT = providerUrn("default");

it("names everything that is wrong with the settings, by property where none of them can be secret", async () => {
  const plugin = await start();
  const { failures } = answered(
    await plugin.checkConfig(DEFAULT, {
      gatewayUrl: "https://user:geheim@gateway.example/",
      portalUrl: "http://portal.example/",
      keyPolicy: "sometimes",
      requestTimeout: "30",
      maxConcurrency: 0,
      portalTokn: "geheim",
    }),
  );
  expect(failures.map(({ property, reason }) => [property, head(reason)]).sort()).toEqual([
    ["", "CS1200: commerce-services:portalTokn"],
    ["", "CS1201: commerce-services:gatewayUrl"],
    ["", "CS1202: commerce-services:portalUrl"],
    ["keyPolicy", "CS1201: commerce-services:keyPolicy"],
    ["maxConcurrency", "CS1201: commerce-services:maxConcurrency"],
    ["requestTimeout", "CS1201: commerce-services:requestTimeout"],
  ]);
  expect(JSON.stringify(failures)).not.toContain("geheim");
});

it("gives the settings back as they came, its secrets marked, what is the engine's own left alone", async () => {
  const plugin = await start();
  const news = { portalUrl: "https://portal.example/", version: "0.1.0", maxConcurrency: "8" };
  const { inputs, failures } = answered(
    await plugin.checkConfig(DEFAULT, { ...news, portalToken: secret("token") }),
  );
  expect(failures).toEqual([]);
  expect(inputs).toEqual({ ...news, portalToken: secret("token") });
  const plain = answered(await plugin.checkConfig(DEFAULT, { ...news, portalToken: "token" }));
  expect(secretPaths(plain.inputs)).toEqual(["portalToken"]);
});

it("does not call half of a pair a mistake while the other half is not known yet", async () => {
  const plugin = await start();
  const { inputs, failures } = answered(
    await plugin.checkConfig(DEFAULT, { publicKey: "abcdef0123456789", privateKey: UNKNOWN }),
  );
  expect(failures).toEqual([]);
  expect(inputs).toEqual({ publicKey: "abcdef0123456789", privateKey: UNKNOWN });
});

it("shows what differs between two settings, and never replaces a provider for it", async () => {
  const plugin = await start();
  const before = { keyPolicy: "exclusive", merchantId: "MAG005500000" };
  const after = { keyPolicy: "overlapping", verifyTimeout: "5s" };
  expect(answered(await plugin.diffConfig(DEFAULT, before, after))).toMatchObject({
    changes: "DIFF_SOME",
    replaces: [],
    detailed: { keyPolicy: "update", merchantId: "delete", verifyTimeout: "add" },
  });
  expect(answered(await plugin.diffConfig(DEFAULT, before, before)).changes).toBe("DIFF_NONE");
});

it("refuses to be configured with settings that are wrong, and every later call for the same reason", async () => {
  const plugin = await start();
  const failure = refused(await plugin.configure(DEFAULT, { keyPolicy: "sometimes" }));
  expect([failure.code, head(failure.message)]).toEqual([9, "CS1201: commerce-services:keyPolicy"]);
  const { failures } = answered(
    await plugin.check(urnOf("SaasProject", "shop"), {}, { name: "Shop" }),
  );
  expect(failures).toEqual([{ property: "", reason: failure.message }]);
});

it("takes a secret from the environment for the stack's own settings, not for an explicit provider", async () => {
  const service = await startService();
  const { portalToken = "", ...settings } = settingsFor(service);
  const environment = { COMMERCE_SERVICES_PORTAL_TOKEN: portalToken };
  const urn = urnOf("ApiKeyPair", "pair");
  const inputs = { environment: "production", label: "pair" };
  const byDefault = await start({ settings, environment });
  expect(answered(await byDefault.create(urn, inputs)).id).toMatch(/^[0-9a-f]{32}$/);
  const explicit = await start({ settings, environment, provider: providerUrn("acme") });
  expect(refused(await explicit.create(urn, inputs)).message).toMatch(/^CS1205: /);
  await service.close();
});
