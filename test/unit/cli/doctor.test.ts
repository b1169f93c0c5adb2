import type { Emulator } from "commerce-services-emulator";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { main } from "../../../provider/cli/main";
import { fakeCliIo } from "./io";

let emulator: Emulator;
beforeAll(async () => {
  const { io } = fakeCliIo();
  emulator = await startEmulator({ keyPolicy: "overlapping", clock: io.clock });
});
afterAll(() => emulator.close());

/** What doctor says in this checkout, of a stack with these settings. */
async function doctor(
  settings: Record<string, string>,
  { pulumi = "v3.259.0", node = "22.0.0", inClear = false, environment = {} } = {},
) {
  const { gatewayUrl, sandboxGatewayUrl } = emulator;
  const { io, said } = fakeCliIo({ environment });
  const values = { gatewayUrl, sandboxGatewayUrl, ...settings };
  const config = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      `commerce-services:${key}`,
      { value, secret: !inClear && /^(portalToken|privateKey)$/.test(key) },
    ]),
  );
  const code = await main(["doctor"], {
    ...io,
    nodeVersion: node,
    folder: checkoutRoot(),
    run: async (_command, [first]) => ({
      code: 0,
      stdout: first === "version" ? pulumi : JSON.stringify(config),
      failure: undefined,
    }),
  });
  return { code, lines: said.stdout.trim().split("\n") };
}

it("says what is there when all is well, and makes no call that changes anything", async () => {
  const pair = await emulator.issueKey("production");
  const { portalUrl, portalToken } = emulator;
  const { code, lines } = await doctor({
    ...{ portalUrl, portalToken, keyPolicy: "overlapping" },
    ...{ publicKey: pair.publicKey, privateKey: pair.privateKey },
  });
  expect(lines.filter((line) => !line.startsWith("ok "))).toEqual(["All is well."]);
  expect(lines.slice(0, -1).map((line) => line.slice(7).split(":")[0])).toEqual([
    "Node",
    "Pulumi",
    "SDK",
    "this package",
    "configuration",
    "secrets",
    "production gateway",
    "sandbox gateway",
    "portal",
    "default pair",
  ]);
  expect(code).toBe(0);
  expect(emulator.keys()).toHaveLength(1);
});

it("names each thing that is wrong with its code, and goes on", async () => {
  const { portalUrl, portalToken } = emulator;
  const settings = { portalUrl, portalToken, keyPolicy: "exclusive" };
  const { code, lines } = await doctor(settings, { pulumi: "v3.100.0", node: "18.20.0" });
  const wrong = lines.filter((line) => line.startsWith("wrong")).map((line) => line.slice(7, 40));
  expect(wrong).toEqual([
    expect.stringMatching(/^Node: CS6030: node is 18\.20\.0/),
    expect.stringMatching(/^Pulumi: CS6030: pulumi is v3\.100/),
    expect.stringMatching(/^portal: CS4102: /),
  ]);
  expect([code, lines.at(-1)]).toEqual([1, "3 to mend."]);
});

it.each([
  [{}, "directly"],
  [{ http_proxy: "http://proxy.corp.test:3128" }, "directly (this machine)"],
])("says by which way it reached a host, under %j: %s", async (environment, way) => {
  const { portalUrl, portalToken } = emulator;
  const settings = { portalUrl, portalToken, keyPolicy: "overlapping" };
  const { lines } = await doctor(settings, { environment });
  const ways = lines.filter((line) => / directly\b/.test(line));
  expect(ways.map((line) => line.replace(/^ok +(.*?): .*(?=directly)/, "$1 "))).toEqual([
    `production gateway ${way}`,
    `sandbox gateway ${way}`,
    `portal ${way}`,
  ]);
});

it("looks at no service when the configuration is wrong", async () => {
  const { code, lines } = await doctor({ keyPolicy: "sometimes" });
  expect(lines.at(-2)).toMatch(/^wrong {2}configuration: CS\d{4}: /);
  expect([code, lines.at(-1)]).toEqual([1, "1 to mend."]);
});

it("says how wrong this machine's clock is, by which no call fails", async () => {
  const { io } = fakeCliIo();
  const late = { now: () => io.clock.now() + 600_000, sleep: io.clock.sleep };
  const ahead = await startEmulator({ clock: late });
  const { gatewayUrl } = ahead;
  const { code, lines } = await doctor({ gatewayUrl, keyPolicy: "overlapping" });
  await ahead.close();
  expect(code).toBe(0);
  expect(lines).toContain(
    `ok     production gateway: ${new URL(gatewayUrl).host} directly; this machine's clock is 10 min behind the service's, whose time signs calls`,
  );
});

it("names every secret that was set without --secret, and shows none", async () => {
  const { publicKey, privateKey } = await emulator.issueKey("production");
  const { portalUrl, portalToken } = emulator;
  const { code, lines } = await doctor(
    { portalUrl, portalToken, publicKey, privateKey, keyPolicy: "overlapping" },
    { inClear: true },
  );
  expect(lines.filter((line) => line.startsWith("wrong")).map((line) => line.slice(0, 60))).toEqual(
    ["portalToken", "privateKey"].map((key) =>
      `wrong  secrets: CS1207: commerce-services:${key} was set without`.slice(0, 60),
    ),
  );
  expect(code).toBe(1);
  expect(lines.join("\n")).not.toContain(portalToken);
});
