import { expect, it } from "vitest";
import { apiKeyPair } from "../../../provider/resources/apiKeyPair/lifecycle";
import { dataSpace } from "../../../provider/resources/dataSpace/lifecycle";
import type { DataSpaceState } from "../../../provider/resources/dataSpace/schema";
import { Run } from "../../../provider/resources/run/run";
import { startService } from "./service";

const pairInputs = (rotation: string) => ({
  environment: "production" as const,
  label: "live",
  keepers: { rotation },
});

const keyPairOf = ({ publicKey, privateKey = "" }: { publicKey: string; privateKey?: string }) => ({
  environment: "production" as const,
  publicKey,
  privateKey,
});

/** As the engine does it: the new pair, every dependant, then the old pair. */
async function rotateUnder(count: number) {
  const service = await startService();
  const dataSpaces = Array.from({ length: count }, (_, n) => ({
    name: `Testing ${n}`,
    type: "Testing" as const,
  }));
  const shop = service.emulator.addProject({ name: "Shop", environment: "production", dataSpaces });
  const before = new Run();
  const first = await apiKeyPair.create(pairInputs("1"), service.online("pair", { run: before }));
  const keyPair = keyPairOf(first.state);
  const inputsOf = (name: string) => ({
    projectId: shop.projectId,
    type: "Testing" as const,
    name,
    keyPair,
  });
  const bound = await Promise.all(
    shop.dataSpaces.map(({ name }) =>
      dataSpace.create(inputsOf(name), service.online(name, { run: before })),
    ),
  );

  // Another process, which has listed nothing yet.
  service.advance(3_600_000);
  const since = service.emulator.calls().length;
  const run = new Run();
  service.recorded.add(first.id);
  const second = await apiKeyPair.create(pairInputs("2"), service.online("pair", { run }));
  const updated: DataSpaceState[] = await Promise.all(
    bound.map(({ id, state }) => {
      const inputs = { ...inputsOf(state.name), keyPair: keyPairOf(second.state) };
      return dataSpace.update(id, state, inputs, service.online(state.name, { run }));
    }),
  );
  await apiKeyPair.delete(first.id, first.state, service.online("pair", { run }));
  return { service, second, updated, calls: service.emulator.calls().slice(since) };
}

it("rotates the pair of a hundred data spaces with eight calls, each of them proven", async () => {
  const { service, second, updated, calls } = await rotateUnder(100);
  expect(calls.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    "account.read 200",
    "keys.list 200",
    "keys.create 201",
    "ping 200",
    "registry.list 200",
    "account.read 200",
    "keys.delete 204",
    "ping 403",
  ]);
  // The one listing was signed with the new pair, and each data space found its own row in it.
  expect(calls.find(({ operation }) => operation === "registry.list")?.publicKey).toBe(second.id);
  expect(new Set(updated.map(({ dataSpaceId }) => dataSpaceId)).size).toBe(100);
  expect(new Set(updated.map(({ keyPair }) => keyPair?.publicKey))).toEqual(new Set([second.id]));
  expect(service.live()).toEqual([second.id]);
});

it("makes no call more for a data space more", async () => {
  const operations = async (count: number) =>
    (await rotateUnder(count)).calls.map(({ operation }) => operation);
  expect(await operations(300)).toEqual(await operations(1));
});
