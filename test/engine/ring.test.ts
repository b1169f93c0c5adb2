import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { ringProgram } from "commerce-services-testkit/commerce/ring";
import { opsByName } from "commerce-services-testkit/project";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const setUp = (keyPolicy: "overlapping" | "exclusive" | "delete-first", config = {}) =>
  createCommerce({ program: ringProgram, account: { keyPolicy }, config });
const outputsOf = ({ project }: Commerce) => project.outputs() as Promise<Record<string, string>>;
const liveIn = ({ emulator }: Commerce) =>
  emulator
    .keys("production")
    .filter(({ status }) => status === "accepted")
    .map(({ publicKey }) => publicKey)
    .sort();

/** What a plan shows beyond the stack itself and what stays as it is. */
async function planOf({ project }: Commerce) {
  const { code, steps, diagnostics } = await project.previewJson("--show-replacement-steps");
  const changes = steps.filter(({ op }) => op !== "same");
  return { code, ops: opsByName(changes), said: diagnostics.map(({ message }) => message) };
}

describe("a ring in an account whose pairs overlap", () => {
  let stack: Commerce;
  const raise = (generation: number, config: Record<string, string> = {}) =>
    stack.project.setConfig({ "test:generation": String(generation), ...config });
  beforeAll(async () => {
    stack = await setUp("overlapping");
  });
  afterAll(() => stack.close());

  it("begins with one pair, and with two from the second generation on", async () => {
    expect((await stack.project.up()).code).toBe(0);
    expect(liveIn(stack)).toHaveLength(1);
    const first = await outputsOf(stack);
    expect(first.previous).toBeUndefined();
    await raise(2);
    expect((await planOf(stack)).ops).toEqual({
      "ring-2": ["create"],
      project: ["update"],
      store: ["update"],
    });
    expect((await stack.project.up()).code).toBe(0);
    const second = await outputsOf(stack);
    expect(second.previous).toBe(first.publicKey);
    expect(liveIn(stack)).toEqual([first.publicKey, second.publicKey].sort());
  });

  it("previews a raise by one as exactly one creation, one deletion and the dependants", async () => {
    const before = await outputsOf(stack);
    await raise(3);
    expect((await planOf(stack)).ops).toEqual({
      "ring-1": ["delete"],
      "ring-3": ["create"],
      project: ["update"],
      store: ["update"],
    });
    expect((await stack.project.up()).code).toBe(0);
    const after = await outputsOf(stack);
    expect(after.previous).toBe(before.publicKey);
    expect(after.storeHolds).toBe(after.publicKey);
    expect(liveIn(stack)).toEqual([before.publicKey, after.publicKey].sort());
    expect((await planOf(stack)).ops).toEqual({});
  });

  it("points back with active: only the dependants change, and no key is made or deleted", async () => {
    const before = await outputsOf(stack);
    await raise(3, { "test:active": "2" });
    expect((await planOf(stack)).ops).toEqual({ project: ["update"], store: ["update"] });
    expect((await stack.project.up()).code).toBe(0);
    const after = await outputsOf(stack);
    expect([after.publicKey, after.storeHolds]).toEqual([before.previous, before.previous]);
    expect(after.previous).toBeUndefined();
    await stack.project.run(["config", "rm", "test:active"]);
    expect((await stack.project.up()).code).toBe(0);
    expect((await outputsOf(stack)).publicKey).toBe(before.publicKey);
  });

  it("keeps the oldest pair while a dependant fails, and deletes it once it works again", async () => {
    const live = liveIn(stack);
    await stack.project.write({ "store-is-down": "" });
    await raise(4);
    expect((await stack.project.up()).code).not.toBe(0);
    expect(liveIn(stack)).toEqual(expect.arrayContaining(live));
    expect(liveIn(stack)).toHaveLength(3);
    rmSync(join(stack.project.dir, "store-is-down"));
    expect((await stack.project.up()).code).toBe(0);
    const { publicKey = "", previous = "" } = await outputsOf(stack);
    expect(liveIn(stack)).toEqual([publicKey, previous].sort());
  });

  it("leaves no overlap in an emergency: keep 1 and one more generation, in one run", async () => {
    await raise(5, { "test:keep": "1" });
    expect((await planOf(stack)).ops).toEqual({
      "ring-3": ["delete"],
      "ring-4": ["delete"],
      "ring-5": ["create"],
      project: ["update"],
      store: ["update"],
    });
    expect((await stack.project.up()).code).toBe(0);
    const { publicKey = "" } = await outputsOf(stack);
    expect(liveIn(stack)).toEqual([publicKey]);
  });

  it("keeps its pair when the account becomes exclusive", async () => {
    const { publicKey } = await outputsOf(stack);
    stack.emulator.setKeyPolicy("exclusive");
    await stack.project.setConfig({ "commerce-services:keyPolicy": "exclusive" });
    expect((await planOf(stack)).ops).toEqual({});
    expect((await stack.project.up()).code).toBe(0);
    expect((await outputsOf(stack)).publicKey).toBe(publicKey);
  });

  it("ends the program with the code alone where the numbers make no ring", async () => {
    await raise(5, { "test:active": "3" });
    const { code, stdout, stderr } = await stack.project.preview();
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("CS1121: active is 3, but the ring holds generation 5 alone");
    expect(stdout + stderr).not.toMatch(/^\s+at .*\(/m);
  });
});

describe.each(["exclusive", "delete-first"] as const)(
  "a ring in an account that is %s",
  (policy) => {
    it("refuses two live pairs in the preview, and rotates one as the account demands", async () => {
      const stack = await setUp(policy);
      const refused = await stack.project.preview();
      expect(refused.code).not.toBe(0);
      expect(refused.stdout + refused.stderr).toContain(
        `CS1122: keep is 2, but an account with keyPolicy ${policy} has one live pair at a time`,
      );
      await stack.project.setConfig({ "test:keep": "1" });
      expect((await stack.project.up()).code).toBe(0);
      const before = await outputsOf(stack);
      await stack.project.setConfig({ "test:generation": "2" });
      const { ops, said } = await planOf(stack);
      const warning = policy === "exclusive" ? "CS5001" : "CS5003";
      expect(said).toEqual([
        expect.stringContaining(`${warning}: replacing ${before.publicKey}`),
        expect.stringContaining("CS5027: "),
      ]);
      expect(Object.keys(ops).sort()).toEqual(["project", "ring-only", "store"]);
      expect((await stack.project.up()).code).toBe(0);
      const after = await outputsOf(stack);
      expect(after.publicKey).not.toBe(before.publicKey);
      expect(liveIn(stack)).toEqual([after.publicKey]);
      await stack.close();
    });
  },
);
