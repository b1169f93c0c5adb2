import { inputsOf, type ResourceName } from "commerce-services-testkit/wire/values";
import { afterEach, expect, it } from "vitest";
import { type Host, type HostOptions, startHost } from "./support/host";
import { answered, configFor, head, startService } from "./support/setUp";

const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

async function hostWith(options: HostOptions) {
  const host = await startHost(options);
  hosts.push(host);
  return host;
}

const TYPES: readonly ResourceName[] = ["ApiKeyPair", "SaasProject", "DataSpace"];
const SUPPLIED = { environment: "production", label: "x" };

/** What every call of every kind of resource says, first and second time. */
async function heads(host: Host) {
  const seen: string[] = [];
  for (const type of [...TYPES, ...TYPES]) {
    const properties = inputsOf(type, "x", SUPPLIED);
    const { failures } = answered(await host.check({}, properties));
    seen.push(...failures.map(({ reason }) => head(reason)));
    for (const outcome of [
      await host.diff("x", properties, properties),
      await host.create(properties),
      await host.read("x", properties),
      await host.update("x", properties, properties),
      await host.delete("x", properties),
    ]) {
      seen.push(outcome.ok ? "answered" : head(outcome.message));
    }
  }
  return [seen.length, [...new Set(seen)]];
}

const namespaced = (key: string, value: string) => ({ [`commerce-services:${key}`]: value });

it.each<[string, HostOptions, string]>([
  [
    "an unknown key",
    { config: namespaced("gatewayURL", "https://commerce.adobe.io/") },
    "CS1200: commerce-services:gatewayURL",
  ],
  [
    "a malformed URL",
    { config: namespaced("portalUrl", "portal.example") },
    "CS1201: commerce-services:portalUrl",
  ],
  [
    "http to a public host",
    { config: namespaced("sandboxGatewayUrl", "http://commerce.example/") },
    "CS1202: commerce-services:sandboxGatewayUrl",
  ],
  [
    "certificate checks switched off",
    { environment: { NODE_TLS_REJECT_UNAUTHORIZED: "0" } },
    "CS1203: NODE_TLS_REJECT_UNAUTHORIZED",
  ],
  [
    "half a default pair",
    { environment: { COMMERCE_SERVICES_PUBLIC_KEY: "0123456789abcdef" } },
    "CS1204: commerce-services:privateKey",
  ],
])("fails every call of every resource, every time: %s", async (_what, options, expected) => {
  // Three kinds, six calls each, twice.
  expect(await heads(await hostWith(options))).toEqual([36, [expected]]);
});

it("ignores what other packages have configured", async () => {
  const host = await hostWith({ config: { "aws:region": "eu-west-1", "shop:gatewayURL": "x" } });
  const { failures } = answered(await host.check({}, inputsOf("SaasProject", "x", { name: "x" })));
  expect(failures.map(({ reason }) => head(reason))).toEqual(["CS1108: keyPair"]);
});

it("is remembered by each of the three loaders, whichever is called first", async () => {
  const service = await startService();
  const pair = await service.issueKey("production");
  const config = configFor(service, { ...pair });
  for (const [first, ...others] of [TYPES, [...TYPES].reverse()]) {
    const host = await hostWith({ config });
    const inputs = {
      ApiKeyPair: { environment: "production", label: "made" },
      SaasProject: { name: "Shop" },
      DataSpace: { projectId: "p-1", type: "Testing" },
    };
    for (const type of [first, ...others]) {
      if (!type) continue;
      const checked = await host.check({}, inputsOf(type, "x", inputs[type]));
      expect(checked).toMatchObject({ ok: true, failures: [] });
    }
    // A call that needs the URL and the token, through the loader that was called last.
    const made = await host.create(inputsOf("SaasProject", "shop", { name: "Shop" }));
    expect(made).toMatchObject({
      ok: true,
      outs: { name: "Shop", merchantId: service.merchantId },
    });
  }
  await service.close();
});

it("answers calls that arrive at once, before any of them has set anything up", async () => {
  const service = await startService();
  const host = await hostWith({ config: configFor(service) });
  const { publicKey, privateKey } = await service.issueKey("sandbox");
  const outcomes = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      host.create(
        inputsOf("ApiKeyPair", `pair${n}`, {
          environment: "sandbox",
          label: "pair",
          supplied: { publicKey, privateKey },
        }),
      ),
    ),
  );
  expect(outcomes.map((outcome) => outcome.ok && outcome.id)).toEqual(Array(5).fill(publicKey));
  await service.close();
});

it("takes the secrets from the environment, and needs no portal token to preview", async () => {
  const service = await startService();
  const pair = await service.issueKey("production");
  const host = await hostWith({
    config: { ...configFor(service), "commerce-services:portalToken": "" },
    environment: {
      COMMERCE_SERVICES_PUBLIC_KEY: pair.publicKey,
      COMMERCE_SERVICES_PRIVATE_KEY: pair.privateKey,
    },
  });
  const project = inputsOf("SaasProject", "shop", { name: "Shop" });
  expect(await host.create(project)).toMatchObject({ ok: true });
  const issued = inputsOf("ApiKeyPair", "x", { environment: "production", label: "x" });
  expect(await host.check({}, issued)).toMatchObject({ ok: true, failures: [] });
  const outcome = await host.create(issued);
  expect(outcome.ok || head(outcome.message)).toBe("CS1205: commerce-services:portalToken");
  await service.close();
});
