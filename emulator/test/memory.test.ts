import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Emulator } from "../src/index";
import { registry } from "./support/client";
import { readyPairs } from "./support/pairs";
import { scratch } from "./support/program";
import { startUnended } from "./support/start";

/** Whatever is done, a restart brings back what was there: same things, same order. */

type Deed = (emulator: Emulator) => Promise<unknown> | unknown;

const environment = fc.constantFrom("production" as const, "sandbox" as const);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(environment, fc.string({ minLength: 1, maxLength: 20 })).map(
    ([where, label]): Deed =>
      (emulator) =>
        emulator.issueKey(where, label || "x").catch(() => {}),
  ),
  fc.nat(5).map(
    (which): Deed =>
      (emulator) => {
        const key = emulator.keys()[which];
        if (key) emulator.deleteKey(key.publicKey);
      },
  ),
  fc.tuple(environment, fc.nat(3)).map(
    ([where, count]): Deed =>
      (emulator) =>
        emulator.addProject({
          name: `P ${count}`,
          environment: where,
          dataSpaces: Array.from({ length: count }, (_, index) => ({
            name: `D ${index}`,
            type: "Testing" as const,
          })),
        }),
  ),
  fc.string({ minLength: 1, maxLength: 30 }).map(
    (name): Deed =>
      async (emulator) => {
        const pair = await emulator.issueKey("production").catch(() => undefined);
        const space = (await emulator.snapshot()).dataSpaces[0];
        if (!pair || !space) return;
        const path = `registry/environments/${space.dataSpaceId}`;
        await registry(emulator.gatewayUrl, pair, "PATCH", path, { environmentName: name });
      },
  ),
  fc.constantFrom("exclusive" as const, "overlapping" as const, "delete-first" as const).map(
    (policy): Deed =>
      (emulator) =>
        emulator.setKeyPolicy(policy),
  ),
  fc.constant<Deed>((emulator) => emulator.reset()),
  fc.constant<Deed>(async (emulator) => emulator.restore(await emulator.snapshot())),
);

it("a restart brings back everything, in its order", async () => {
  const property = fc.asyncProperty(fc.array(deed, { maxLength: 15 }), async (deeds) => {
    const data = join(scratch(), "emulator.db");
    const first = await startUnended({ data, keySource: readyPairs });
    for (const next of deeds) await next(first);
    const before = await first.snapshot();
    await first.close();
    const second = await startUnended({ data, keySource: readyPairs });
    const after = await second.snapshot();
    await second.close();
    expect(after).toEqual(before);
  });
  await fc.assert(property, { numRuns: 60 });
}, 120_000);
