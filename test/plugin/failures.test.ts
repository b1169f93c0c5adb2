import type { Emulator } from "commerce-services-emulator";
import { recorded, secretPaths } from "commerce-services-testkit/wire/values";
import { afterEach, expect, it } from "vitest";
import { fakePulumi } from "../protocol/support/fakePulumi";
import { answered, refused, startService } from "../protocol/support/setUp";
import { startPlugin } from "./support/plugin";
import { settingsFor, urnOf } from "./support/setUp";

const HOUR_MS = 3_600_000;
/** What a test started, to be closed after it. */
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A service and a plugin of the test's own: some move the clock past every signature's expiry. */
async function start() {
  const service = await startService();
  const engine = fakePulumi();
  engine.record([{ urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" }]);
  const settings = settingsFor(service, { requestTimeout: "1h" });
  const plugin = await startPlugin({ settings, path: engine.path });
  closing.push(
    () => {
      service.faults.clear();
      service.clock.advance(HOUR_MS);
    },
    () => plugin.close(),
    () => service.close(),
    () => engine.close(),
  );
  return { plugin, service };
}

/** The next answers of this operation take an hour. Resolves when a call has come in. */
function slow(service: Emulator, operation: string) {
  const effect = { kind: "latency", ms: HOUR_MS } as const;
  const { id } = service.faults.add({ operation, times: null, effect });
  return async () => {
    const struck = () => service.faults.list().find((fault) => fault.id === id)?.struck;
    while (!struck()) await new Promise((resolve) => setImmediate(resolve));
  };
}

const urn = urnOf("ApiKeyPair", "pair");
const inputs = { environment: "production", label: "pair" };
const [CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, FAILED_PRECONDITION] = [1, 2, 4, 9];

it("says of a refusal that nothing happened", async () => {
  const { plugin, service } = await start();
  const effect = { kind: "status", status: 403 } as const;
  service.faults.add({ operation: "account.read", times: null, effect });
  const failure = refused(await plugin.create(urn, inputs));
  expect(failure).toMatchObject({ code: FAILED_PRECONDITION, made: undefined });
  expect(failure.message).toMatch(/^CS3\d\d\d: /);
});

it("says of a lost answer that what happened is not known", async () => {
  const { plugin, service } = await start();
  const effect = { kind: "reset", when: "after-change" } as const;
  service.faults.add({ operation: "keys.create", times: null, effect });
  const failure = refused(await plugin.create(urn, inputs));
  expect(failure).toMatchObject({ code: UNKNOWN, made: undefined });
  expect(failure.message).toMatch(/^CS2013: /);
});

it("keeps a pair whose proof failed: id, inputs, private key as a secret, and the reason", async () => {
  const { plugin, service } = await start();
  const effect = { kind: "status", status: 400 } as const;
  const fault = service.faults.add({ operation: "ping", times: null, effect });
  const { code, message, made } = refused(await plugin.create(urn, inputs));
  service.faults.remove(fault.id);
  expect([code, made?.reasons]).toEqual([UNKNOWN, [message]]);
  expect(made?.inputs).toEqual(inputs);
  expect(secretPaths(made?.properties)).toEqual(["privateKey"]);
  const kept = recorded(made?.properties ?? {});
  const updated = answered(await plugin.update(urn, made?.id ?? "", kept, inputs));
  expect(updated.outs).toMatchObject({ publicKey: made?.id, status: "accepted" });
});

it("ends a call that takes longer than its resource allows, with what was made until then", async () => {
  const { plugin, service } = await start();
  slow(service, "account.read");
  const early = refused(await plugin.create(urn, inputs, { timeout: 0.2 }));
  expect(early).toMatchObject({ code: DEADLINE_EXCEEDED, made: undefined });
  expect(early.message).toMatch(/^CS2016: .*0\.2 s/);
  service.faults.clear();
  slow(service, "ping");
  const late = refused(await plugin.create(urn, inputs, { timeout: 2 }));
  expect(late.made).toMatchObject({ reasons: [expect.stringMatching(/^CS2016: /)] });
  expect(service.keys().map(({ publicKey }) => publicKey)).toContain(late.made?.id);
});

it("aborts what is in flight when the engine cancels, answers it, and ends", async () => {
  const { plugin, service } = await start();
  const reached = slow(service, "account.read");
  const create = plugin.create(urn, inputs);
  await reached();
  answered(await plugin.cancel());
  expect(refused(await create)).toMatchObject({
    code: CANCELLED,
    message: expect.stringMatching(/^CS2014: /),
  });
  expect(await plugin.ended).toEqual({ code: 0, signal: null });
});

it("hands over the private key of a pair whose proof was cancelled", async () => {
  const { plugin, service } = await start();
  const reached = slow(service, "ping");
  const create = plugin.create(urn, inputs);
  await reached();
  answered(await plugin.cancel());
  const { made } = refused(await create);
  expect(secretPaths(made?.properties)).toEqual(["privateKey"]);
  expect(await plugin.ended).toEqual({ code: 0, signal: null });
});

it("ends at once when it is cancelled or interrupted with nothing under way", async () => {
  const { plugin: cancelled } = await start();
  answered(await cancelled.cancel());
  expect(await cancelled.ended).toEqual({ code: 0, signal: null });
  const { plugin: interrupted } = await start();
  interrupted.process.kill("SIGINT");
  expect(await interrupted.ended).toEqual({ code: 0, signal: null });
});
