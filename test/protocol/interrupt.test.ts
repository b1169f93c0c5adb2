import type { Emulator } from "commerce-services-emulator";
import { inputsOf, secretPaths, urn } from "commerce-services-testkit/wire/values";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { make } from "./support/declare";
import { fakePulumi } from "./support/fakePulumi";
import { type Host, startHost } from "./support/host";
import { configFor, refused, startService } from "./support/setUp";

const started = {} as { service: Emulator };
const hosts: Host[] = [];
beforeAll(async () => {
  started.service = await startService();
});
afterEach(async () => {
  started.service.faults.clear();
  started.service.clock.advance(HOUR_MS);
  for (const host of hosts.splice(0)) await host.close();
});
afterAll(() => started.service.close());

const HOUR_MS = 3_600_000;

async function newHost() {
  const host = await startHost({ config: configFor(started.service, { requestTimeout: "1h" }) });
  hosts.push(host);
  return host;
}

/** The next answers of this operation take an hour. Resolves when a call has come in. */
function slow(operation: string) {
  const { id } = started.service.faults.add({
    operation,
    times: null,
    effect: { kind: "latency", ms: HOUR_MS },
  });
  return async () => {
    const struck = () => started.service.faults.list().find((fault) => fault.id === id)?.struck;
    while (!struck()) await new Promise((resolve) => setImmediate(resolve));
  };
}

it("ends at once when nothing is under way", async () => {
  const host = await newHost();
  const before = performance.now();
  host.process.kill("SIGINT");
  expect(await host.ended).toEqual({ code: null, signal: "SIGINT" });
  expect(performance.now() - before).toBeLessThan(2_000);
});

it("ends at once after it has only previewed", async () => {
  const host = await newHost();
  await host.check({}, inputsOf("ApiKeyPair", "x", { environment: "production", label: "x" }));
  host.process.kill("SIGINT");
  expect(await host.ended).toEqual({ code: null, signal: "SIGINT" });
});

it("aborts a call in flight, still answers its failure, and ends", async () => {
  const host = await newHost();
  const reached = slow("account.read");
  const create = host.create(
    inputsOf("ApiKeyPair", "x", { environment: "production", label: "x" }),
  );
  await reached();
  host.process.kill("SIGINT");
  const failure = refused(await create);
  expect(failure).toMatchObject({ code: 2, message: expect.stringMatching(/^CS20\d\d: /) });
  expect(failure.made).toBeUndefined();
  expect(await host.ended).toEqual({ code: null, signal: "SIGINT" });
});

it.each([1, 2, 3, 4, 5])(
  "hands over the private key of a pair whose proof was interrupted (%d)",
  async (n) => {
    const { service } = started;
    const host = await newHost();
    const reached = slow("ping");
    const label = `interrupted ${n}`;
    const create = host.create(
      inputsOf("ApiKeyPair", `pair${n}`, { environment: "production", label }),
    );
    await reached();
    host.process.kill("SIGINT");
    const failure = refused(await create);
    const made = service.keys().find((key) => key.label === label);
    expect(failure.made).toMatchObject({ id: made?.publicKey, reasons: [failure.message] });
    expect(secretPaths(failure.made?.properties)).toEqual(["privateKey"]);
    expect(await host.ended).toEqual({ code: null, signal: "SIGINT" });
  },
);

it("answers every one of many calls in flight", async () => {
  const host = await newHost();
  const reached = slow("keys.list");
  const creates = Array.from({ length: 20 }, (_, n) =>
    host.create(inputsOf("ApiKeyPair", `many${n}`, { environment: "production", label: "many" })),
  );
  await reached();
  host.process.kill("SIGINT");
  for (const failure of (await Promise.all(creates)).map(refused)) {
    expect(failure).toMatchObject({ code: 2, message: expect.stringMatching(/^CS20\d\d: /) });
  }
  expect(await host.ended).toEqual({ code: null, signal: "SIGINT" });
});

it("waits for what can't be aborted, such as the engine's record being read", async () => {
  const engine = fakePulumi();
  // A service of its own: the clock of the other one was moved past every signature's expiry.
  const service = await startService();
  const host = await startHost({ config: configFor(service), path: engine.path });
  hosts.push(host);
  const pair = await make(host, "ApiKeyPair", "held", { environment: "production", label: "held" });
  engine.record([{ urn: urn("ApiKeyPair", "held"), id: pair.id, inputs: {} }]);
  const answer = engine.hold();
  const asked = engine.count();
  const gone = host.delete(pair.id, pair.outs);
  await engine.asked(asked + 1);
  host.process.kill("SIGINT");
  answer();
  expect(refused(await gone)).toMatchObject({
    code: 2,
    message: expect.stringMatching(/^CS20\d\d: /),
  });
  expect(await host.ended).toEqual({ code: null, signal: "SIGINT" });
  expect(service.keys().map(({ publicKey }) => publicKey)).toContain(pair.id);
  engine.close();
  await service.close();
});
