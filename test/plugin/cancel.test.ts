import { setTimeout as delay } from "node:timers/promises";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { resourcesNamed } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce({ provider: "native", account: { keyPolicy: "overlapping" } });
});
afterAll(() => stack.close());

it("ends an up that is interrupted, and records the pair that it had made", async () => {
  const { project, emulator } = stack;
  // Far longer than a test: only an abort ends it.
  const effect = { kind: "latency", ms: 3_600_000 } as const;
  const fault = emulator.faults.add({ operation: "ping", times: null, effect });
  await project.setConfig({ "commerce-services:requestTimeout": "1h" });
  const { kill, done } = project.start(["up", "--yes", "--skip-preview"]);
  const struck = () => emulator.faults.list().find(({ id }) => id === fault.id)?.struck;
  while (!struck()) await delay(20);
  kill("SIGINT");
  const { code, stdout } = await done;
  expect(code).not.toBe(0);
  expect(stdout).toContain("CS2014");
  const [key] = resourcesNamed(project.state(), "key");
  const [made] = emulator.keys();
  expect([key?.id, key?.initErrors]).toEqual([
    made?.publicKey,
    [expect.stringMatching(/^CS2014: /)],
  ]);
  emulator.faults.clear();
  emulator.clock.advance(1);
});

it("finishes with that very pair, and then shows no change", async () => {
  const { project, emulator } = stack;
  const [key] = resourcesNamed(project.state(), "key");
  const { code, stdout } = await project.up();
  expect(code, stdout).toBe(0);
  expect(await project.outputs()).toMatchObject({ publicKey: key?.id, status: "accepted" });
  expect(emulator.keys()).toHaveLength(1);
  const { steps } = await project.previewJson();
  expect(steps.filter(({ op }) => op !== "same")).toEqual([]);
});
