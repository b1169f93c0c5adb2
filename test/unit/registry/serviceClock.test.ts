import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { virtualClock } from "commerce-services-testkit/virtualClock";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHttp } from "../../../provider/http/client";
import { createRegistry, serviceClocks } from "../../../provider/registry";
import { ServiceClock } from "../../../provider/registry/serviceClock";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const MINUTES = 60_000;

/** An emulator whose clock is so far ahead of this machine's. */
async function apart(aheadMs: number) {
  const here = virtualClock(NOW);
  const there = { now: () => here.now() + aheadMs, sleep: here.sleep };
  const emulator = await startEmulator({ clock: there, keyPolicy: "exclusive" });
  const { gatewayUrl, sandboxGatewayUrl } = emulator;
  const gateways = { production: gatewayUrl, sandbox: sandboxGatewayUrl };
  const shared = { clock: here, random: () => 0.5, signal: new AbortController().signal };
  const told: string[] = [];
  const notify = (message: string) => void told.push(message);
  const http = createHttp({
    ...shared,
    environment: {},
    notify,
    requestTimeoutMs: 5_000,
    maxConcurrency: 4,
  });
  const clocks = serviceClocks(here, gateways, notify);
  const registry = createRegistry({ ...shared, http, clocks, gateways, verifyTimeoutMs: 10_000 });
  onTestFinished(async () => {
    http.close();
    await emulator.close();
  });
  const pair = { environment: "production" as const, ...(await emulator.issueKey("production")) };
  const answers = () => emulator.calls().map(({ operation, status }) => `${operation} ${status}`);
  return { registry, emulator, clocks, pair, told, answers, host: new URL(gatewayUrl).host };
}

describe("a machine whose clock is wrong", () => {
  it.each([
    ["behind", 10 * MINUTES, ["ping 403", "ping 200", "ping 200"]],
    ["ahead of", -10 * MINUTES, ["ping 403", "ping 200", "ping 200"]],
  ])("signs by the service's: %s", async (side, aheadMs, expected) => {
    const { registry, pair, told, answers, host } = await apart(aheadMs);
    await registry.verify(pair);
    expect(await registry.probe(pair)).toBe("accepted");
    expect(answers()).toEqual(expected);
    expect(told).toEqual([
      `${host}: this machine's clock is 10 min ${side} the service's. Calls are signed by the service's time; set the clock right.`,
    ]);
  });

  it("takes no living pair for dead, and a dead one for no other thing", async () => {
    const { registry, pair, emulator } = await apart(10 * MINUTES);
    await expect(registry.verifyDead(pair)).rejects.toMatchObject({ code: "CS2037" });
    const other = await emulator.issueKey("production");
    expect(other.publicKey).not.toBe(pair.publicKey);
    await registry.verifyDead(pair);
    expect(await registry.probe(pair)).toBe("unknown");
  });

  it("says nothing of seconds", async () => {
    const { registry, pair, told, answers } = await apart(20_000);
    await registry.ping(pair);
    expect([answers(), told]).toEqual([["ping 200"], []]);
  });
});

describe("what is learned of an answer", () => {
  const learned = (
    ...answers: [date: string | undefined, sentAt: number, receivedAt: number][]
  ) => {
    const told: number[] = [];
    const clock = new ServiceClock({ now: () => NOW }, (ms) => told.push(ms));
    for (const [date, sentAt, receivedAt] of answers) {
      const headers: Record<string, string> = date === undefined ? {} : { date };
      clock.observe({
        ...{ status: 200, headers, body: "", requestId: "" },
        ...{ sentAt: NOW + sentAt, receivedAt: NOW + receivedAt },
      });
    }
    return { ms: clock.differenceMs, told };
  };
  const at = (ms: number) => new Date(NOW + ms).toUTCString();

  it.each<[string, Parameters<typeof learned>, number]>([
    ["the middle of the call's time counts", [[at(60_000), 0, 2_000]], 59_500],
    ["no more than its travel is no difference", [[at(3_000), 0, 6_000]], 0],
    ["no date, no knowledge", [[undefined, 0, 10]], 0],
    ["nor by one that can't be read", [["yesterday", 0, 10]], 0],
    [
      "a quicker answer is more exact",
      [
        [at(60_000), 0, 9_000],
        [at(58_000), 0, 100],
      ],
      58_450,
    ],
    [
      "a slower one is less",
      [
        [at(58_000), 0, 100],
        [at(60_000), 0, 9_000],
      ],
      58_450,
    ],
    [
      "a clock that was set right is seen",
      [
        [at(600_000), 0, 100],
        [at(0), 0, 2_000],
      ],
      0,
    ],
  ])("%s", (_what, answers, expected) => {
    expect(learned(...answers).ms).toBe(expected);
  });

  it("tells once, from half a minute on", () => {
    expect(learned([at(29_000), 0, 1_000]).told).toEqual([]);
    expect(learned([at(31_000), 0, 1_000], [at(90_000), 0, 500]).told).toEqual([31_000]);
  });
});
