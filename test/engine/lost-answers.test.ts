import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { resourcesNamed } from "commerce-services-testkit/project";
import { afterEach, expect, it } from "vitest";

let stack: Commerce;
afterEach(() => stack.close());

const live = () => stack.emulator.keys().filter(({ status }) => status === "accepted");

it("keeps a pair whose proof failed, private key and all, and proves it in the next run", async () => {
  stack = await createCommerce();
  const { project, emulator } = stack;
  emulator.faults.add({ operation: "ping", times: null, effect: { kind: "status", status: 500 } });
  const failed = await project.up();
  expect(failed.code).not.toBe(0);
  const [key] = resourcesNamed(project.state(), "key");
  expect(key?.id).toBe(live()[0]?.publicKey);
  expect(key?.initErrors).toEqual([expect.stringMatching(/^CS2026: /)]);
  expect(key?.outputs).toMatchObject({ __provider: expect.stringContaining("ApiKeyPair") });
  expect(JSON.stringify(key?.outputs?.privateKey)).toContain("ciphertext");
  expect(resourcesNamed(project.state(), "project")).toEqual([]);

  emulator.faults.clear();
  expect((await project.up()).code).toBe(0);
  const outputs = (await project.outputs()) as Record<string, string>;
  expect(outputs).toMatchObject({ publicKey: key?.id, status: "accepted" });
  expect(live()).toHaveLength(1);
  expect(project.grepEverywhere(outputs.privateKey ?? "")).toEqual([]);
});

it("makes up for a lost answer in the same run: the orphan goes, one pair stays", async () => {
  stack = await createCommerce({ account: { keyPolicy: "overlapping" } });
  const { project, emulator } = stack;
  const effect = { kind: "reset", when: "after-change" } as const;
  emulator.faults.add({ operation: "keys.create", effect });
  const { code, stdout } = await project.up();
  expect(code).toBe(0);
  expect(stdout).toContain("CS5007");
  const { publicKey } = (await project.outputs()) as Record<string, string>;
  expect(live().map((key) => key.publicKey)).toEqual([publicKey]);
});

it("ends a deletion that was cut off: the pair is gone, and the next run says so too", async () => {
  stack = await createCommerce();
  const { project, emulator } = stack;
  expect((await project.up()).code).toBe(0);
  emulator.faults.add({
    operation: "keys.delete",
    times: null,
    effect: { kind: "reset", when: "after-change" },
  });
  expect((await project.destroy()).code).not.toBe(0);
  expect(resourcesNamed(project.state(), "key")).toHaveLength(1);
  emulator.faults.clear();
  expect((await project.destroy()).code).toBe(0);
  expect(live()).toEqual([]);
});
