import type { Emulator } from "commerce-services-emulator";
import type { PropertyMap } from "commerce-services-testkit/wire/structs";
import { recorded, secret } from "commerce-services-testkit/wire/values";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fingerprint } from "../../provider/keys";
import { keyPairOf, make } from "./support/declare";
import { startHost } from "./support/host";
import { answered, configFor, head, refused, startService } from "./support/setUp";

const started = {} as { service: Emulator };
beforeAll(async () => {
  started.service = await startService();
});
afterAll(() => started.service.close());

const newRun = () => startHost({ config: configFor(started.service) });

/** A project of the account, as an earlier run has recorded it. */
async function recordedProject() {
  const host = await newRun();
  const keyPair = await keyPairOf(started.service);
  const made = await make(host, "SaasProject", "shop", { name: "Shop", keyPair });
  await host.close();
  return { ...made, keyPair };
}

it("records the private key once: in the outputs, its fingerprint in the inputs", async () => {
  const { raw, keyPair } = await recordedProject();
  expect(raw.inputs.keyPair).toEqual({
    ...keyPair,
    privateKey: secret(fingerprint(keyPair.privateKey)),
  });
  expect(raw.outs.keyPair).toEqual({ ...keyPair, privateKey: secret(keyPair.privateKey) });
});

it("replaces with the recorded key, and without it before any call says what to do", async () => {
  const { id, inputs, outs } = await recordedProject();
  const unheard = await newRun();
  const calls = started.service.calls().length;
  expect(head(refused(await unheard.create(inputs)).message)).toBe("CS1111: keyPair.privateKey");
  expect(started.service.calls()).toHaveLength(calls);
  await unheard.close();

  const host = await newRun();
  await host.diff(id, outs, { ...inputs, projectId: id });
  expect(answered(await host.create(inputs)).id).toBe(id);
  await host.close();
});

it("signs with the recorded key where keyPair is ignored, and finds no change in it", async () => {
  const { id, inputs, outs } = await recordedProject();
  const host = await newRun();
  // The engine hands in the old inputs for what is ignored, also to check.
  const { inputs: checked, failures } = answered(await host.check(inputs, inputs));
  expect(failures).toEqual([]);
  const same = recorded(checked);
  expect(same).toEqual(inputs);
  expect(answered(await host.diff(id, outs, same)).changes).toBe("DIFF_NONE");
  const renamed: PropertyMap = { ...same, name: "Shop, renamed" };
  const { outs: updated } = answered(await host.update(id, outs, renamed));
  expect(recorded(updated)).toMatchObject({ name: "Shop, renamed", keyPair: outs.keyPair });
  await host.close();
});
