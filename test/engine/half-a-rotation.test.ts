import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { programWithStore } from "commerce-services-testkit/commerce/withStore";
import { resourcesNamed } from "commerce-services-testkit/project";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

type Outputs = Record<string, string>;

let stack: Commerce;
beforeEach(async () => {
  stack = await createCommerce({
    program: programWithStore,
    account: { keyPolicy: "overlapping" },
  });
  expect((await stack.project.up()).code).toBe(0);
});
afterEach(() => stack.close());

const outputs = () => stack.project.outputs() as Promise<Outputs>;
const storeGoesDown = () => stack.project.write({ "store-is-down": "" });
const storeComesBack = () => rmSync(join(stack.project.dir, "store-is-down"));
const rotate = (to: string) => stack.project.setConfig({ "test:rotation": to });
/** The pairs that work, as the account sees it. */
const live = () =>
  stack.emulator
    .keys("production")
    .filter(({ status }) => status === "accepted")
    .map(({ publicKey }) => publicKey)
    .sort();
/** What each dependant is recorded with. */
const held = (name: string) =>
  resourcesNamed(stack.project.state(), name).map(({ inputs }) => {
    const { keyPair, publicKey } = inputs as {
      keyPair?: { publicKey: string };
      publicKey?: string;
    };
    return keyPair?.publicKey ?? publicKey;
  })[0];

describe("a rotation that stops half-way because a store fails", () => {
  it("keeps the old pair through a second failing run, with --continue-on-error too, until the store has the new one", async () => {
    const { publicKey: old = "" } = await outputs();
    await rotate("2");
    storeGoesDown();
    for (const flags of [[], [], ["--continue-on-error"]]) {
      const { code, stdout } = await stack.project.up(...flags);
      expect(code).not.toBe(0);
      expect(stdout).toContain("the store is down");
      expect(live()).toContain(old);
      expect(live()).toHaveLength(2);
      expect(held("store")).toBe(old);
    }
    storeComesBack();
    expect((await stack.project.up()).code).toBe(0);
    const { publicKey: now = "", storeHolds } = await outputs();
    expect(storeHolds).toBe(now);
    expect(live()).toEqual([now]);
  });

  it("names the resource that still holds the old pair when the engine would delete it", async () => {
    const { publicKey: old = "" } = await outputs();
    await rotate("2");
    storeGoesDown();
    await stack.project.up();
    const { stdout } = await stack.project.up("--continue-on-error");
    expect(stdout).toContain(`CS4004: ${old} is still held by urn:pulumi:test::shop::`);
    expect(stdout).toMatch(/still held by [^ ]*pulumi-nodejs:dynamic:Resource::store\b/);
  });

  it("survives being reverted: what the store holds lives until the store has another", async () => {
    const { publicKey: first = "" } = await outputs();
    await rotate("2");
    storeGoesDown();
    expect((await stack.project.up()).code).not.toBe(0);
    const second = live().find((publicKey) => publicKey !== first) ?? "";
    await rotate("1");
    storeComesBack();
    const { code, stdout } = await stack.project.up();
    expect(stdout).toContain("CS5006");
    expect(stdout).toContain(first);
    expect(code).toBe(0);
    const { publicKey: third = "", storeHolds } = await outputs();
    expect([first, second]).not.toContain(third);
    expect(storeHolds).toBe(third);
    expect(live()).toEqual([third]);
  });
});

describe("a run that leaves dependants out", () => {
  it("does not delete the pair that they hold (--target)", async () => {
    const { publicKey: old = "" } = await outputs();
    await rotate("2");
    const [key] = resourcesNamed(stack.project.state(), "key");
    const { code, stdout } = await stack.project.up("--target", key?.urn ?? "");
    expect(code).not.toBe(0);
    expect(stdout).toContain(`CS4004: ${old} is still held by`);
    for (const name of ["project", "live", "staging", "store"]) {
      expect(stdout).toContain(`::${name}`);
      expect(held(name)).toBe(old);
    }
    expect(live()).toContain(old);
    expect((await stack.project.up()).code).toBe(0);
    const { publicKey: now = "" } = await outputs();
    expect(live()).toEqual([now]);
    for (const name of ["project", "live", "staging", "store"]) expect(held(name)).toBe(now);
  });
});

describe("up --replace right after the pair was made", () => {
  it("does not mistake the pair in use for an orphan", async () => {
    const { publicKey: old = "" } = await outputs();
    const [key] = resourcesNamed(stack.project.state(), "key");
    storeGoesDown();
    const { code, stdout } = await stack.project.up("--replace", key?.urn ?? "");
    expect(code).not.toBe(0);
    expect(stdout).toContain("CS5006");
    expect(live()).toContain(old);
    storeComesBack();
    expect((await stack.project.up()).code).toBe(0);
    const { publicKey: now = "", storeHolds } = await outputs();
    expect(storeHolds).toBe(now);
    expect(live()).toEqual([now]);
  });
});
