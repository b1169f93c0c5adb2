import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { opsByName, resourcesNamed } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce();
  expect((await stack.project.up()).code).toBe(0);
});
afterAll(() => stack.close());

const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;
const plan = async () => {
  const { steps } = await stack.project.previewJson("--show-replacement-steps");
  return opsByName(steps.filter(({ op }) => op !== "same"));
};

it("replaces an issued pair that was deleted outside, and gives every dependant the new one", async () => {
  const { project, emulator } = stack;
  const before = await outputs();
  emulator.deleteKey(before.publicKey ?? "");
  const refreshed = await project.refresh();
  expect(refreshed.code).toBe(0);
  expect(refreshed.stdout).toContain(`CS5009: the gateway refuses ${before.publicKey}`);
  // Those who sign with it keep their record and say so, instead of failing the refresh.
  expect(refreshed.stdout.match(/^ {4}warning: CS5011/gm)).toHaveLength(3);
  const [key] = resourcesNamed(project.state(), "key");
  expect(key?.outputs?.status).toBe("refused");

  expect(await plan()).toEqual({
    key: ["create-replacement", "replace", "delete-replaced"],
    project: ["update"],
    live: ["update"],
    staging: ["update"],
  });
  expect((await project.up()).code).toBe(0);
  const after = await outputs();
  expect(after.status).toBe("accepted");
  expect(after.publicKey).not.toBe(before.publicKey);
  expect([after.projectId, after.liveId]).toEqual([before.projectId, before.liveId]);
  expect(await plan()).toEqual({});
});

it("does the same after a pair made by hand has stopped it (exclusive)", async () => {
  const { publicKey } = await outputs();
  await stack.emulator.issueKey("production");
  expect((await stack.project.refresh()).stdout).toContain(
    `CS5009: the gateway refuses ${publicKey}`,
  );
  expect((await stack.project.up()).code).toBe(0);
  expect((await outputs()).status).toBe("accepted");
  expect(await plan()).toEqual({});
});

it("asks a gateway that is out for a moment again, and never takes it for an empty account", async () => {
  const { project, emulator } = stack;
  const effect = { kind: "status", status: 503 } as const;
  emulator.faults.add({ operation: "registry.list", times: 2, effect });
  expect((await project.refresh()).code).toBe(0);
  expect(await plan()).toEqual({});
});
