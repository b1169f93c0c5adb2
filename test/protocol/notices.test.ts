import type { Emulator } from "commerce-services-emulator";
import { urn } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { startPlugin } from "../plugin/support/plugin";
import { make as makeThroughPlugin, settingsFor, urnOf } from "../plugin/support/setUp";
import { make } from "./support/declare";
import { startHost } from "./support/host";
import { configFor, startService } from "./support/setUp";

const declared = { environment: "production", label: "key" };

const throughDynamic = async (service: Emulator) => {
  const host = await startHost({ config: configFor(service) });
  return {
    host,
    row: urn("ApiKeyPair", "key"),
    make: () => make(host, "ApiKeyPair", "key", declared),
  };
};
const throughNative = async (service: Emulator) => {
  const host = await startPlugin({ settings: settingsFor(service) });
  return {
    host,
    row: urnOf("ApiKeyPair", "key"),
    make: () => makeThroughPlugin(host, "ApiKeyPair", "key", declared),
  };
};

it.each([
  ["dynamic", throughDynamic],
  ["native", throughNative],
])("tells on the resource's row of a wait between two tries: %s provider", async (_, start) => {
  const service = await startService();
  const { host, row, make } = await start(service);
  service.faults.add({
    operation: "account.read",
    effect: { kind: "rate-limit", retryAfterSeconds: 2 },
  });
  await make();
  const waits = host.logged.filter(({ severity }) => severity === "INFO");
  await host.close();
  await service.close();
  expect(waits).toEqual([
    {
      severity: "INFO",
      urn: row,
      message: `${new URL(service.portalUrl).host} answered 429: trying again in 2 s`,
    },
  ]);
});
