import { inputsOf, urn } from "commerce-services-testkit/wire/values";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientTokenBase } from "../../provider/resources/apiKeyPair/clientToken";
import { type Host, startHost } from "./support/host";
import { answered, configFor, startService } from "./support/setUp";

/** An engine that takes no messages: nobody listens at its address. */
const started = {} as { service: Awaited<ReturnType<typeof startService>>; host: Host };
beforeAll(async () => {
  started.service = await startService();
  started.host = await startHost({
    config: configFor(started.service, { merchantId: started.service.merchantId }),
    engineAddress: "127.0.0.1:1",
  });
});
afterAll(async () => {
  await started.host.close();
  await started.service.close();
});

it("keeps what was made although the warning beside it could not be delivered", async () => {
  const { host, service } = started;
  const retired = await service.issueKey("production");
  const created = await host.create(
    inputsOf("ApiKeyPair", "pair", {
      environment: "production",
      label: "pair",
      retired: [retired.publicKey],
    }),
  );
  expect(created).toMatchObject({ ok: true, outs: { status: "accepted" } });
});

it("keeps the private key when the proof fails beside a warning that nobody hears", async () => {
  const { host, service } = started;
  const inputs = inputsOf("ApiKeyPair", "twice", { environment: "production", label: "twice" });
  // A pair of the same token that somebody uses: left alone, and warned of.
  const clientToken = `${clientTokenBase(urn("ApiKeyPair", "twice"), { environment: "production" })}.1`;
  const used = await service.issueKey("production", "twice", { clientToken });
  service.clock.advance(1_000);
  answered(
    await host.check(
      {},
      inputsOf("SaasProject", "user", {
        name: "New",
        keyPair: { environment: "production", ...used },
      }),
    ),
  );
  answered(
    await host.create(
      inputsOf("SaasProject", "user", {
        name: "New",
        keyPair: { environment: "production", ...used },
      }),
    ),
  );
  const fault = service.faults.add({
    operation: "registry.list",
    times: null,
    effect: { kind: "status", status: 400 },
  });
  const created = await host.create(inputs);
  service.faults.remove(fault.id);
  expect(created).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^CS20/),
    made: { id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
});

it("previews all the same", async () => {
  const pair = await started.service.issueKey("production");
  const keyPair = { environment: "production", ...pair };
  expect(
    await started.host.check({}, inputsOf("SaasProject", "new", { name: "New", keyPair })),
  ).toMatchObject({ ok: true, failures: [] });
});
