import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { stackStateOf } from "../../../provider/pulumi/stackExport";
import type { StackState } from "../../../provider/resources/lifecycle";
import { fakePulumi } from "../../protocol/support/fakePulumi";

const KEY = "0123456789abcdef0123456789abcdef";
const ME = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::pair";
const engine = fakePulumi();
const hostIo = {
  clock: { now: Date.now, sleep: async (ms: number) => void (await delay(ms)) },
  signal: new AbortController().signal,
};
const stack = stackStateOf(undefined, process.env, hostIo)(ME);
const PAIR = { publicKey: KEY };
/** Who holds the pair, by their urns alone. */
const holdersIn = async (of: StackState, made?: string) =>
  (await of.holders(PAIR, made)).map(({ urn }) => urn);

beforeAll(() => vi.stubEnv("PATH", `${engine.path}:${process.env.PATH}`));
afterEach(() => engine.record([]));
afterAll(() => {
  vi.unstubAllEnvs();
  engine.close();
});

const entry = (name: string, more: object) => ({
  urn: `urn::${name}`,
  type: "acme:index:Store",
  id: name,
  inputs: {},
  ...more,
});
const TYPE = "pulumi-nodejs:dynamic/commerce-services:ApiKeyPair";
const me = { urn: ME, type: TYPE, id: KEY, inputs: { label: "pair" } };
const holding = (inputs: object, more: object = {}) => {
  engine.record([me, entry("other", { inputs, ...more })]);
  return holdersIn(stack);
};

it("finds who was given the pair as a secret, and asks the engine to decrypt for that", async () => {
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify({ publicKey: KEY }),
  };
  expect(await holding({ keyPair: secret })).toEqual(["urn::other"]);
  expect(await holding({ keyPair: { publicKey: `${KEY}0` } })).toEqual([]);
  expect(engine.lastAsked().args).toContain("--show-secrets");
});

it("reads what is not secret where it may not decrypt", async () => {
  engine.refuse("--show-secrets");
  expect(await holding({ keyPair: { publicKey: KEY } })).toEqual(["urn::other"]);
  expect(engine.lastAsked().args).not.toContain("--show-secrets");
  engine.refuse(undefined);
});

it("knows the pair under another urn of the stack: renamed, or moved to the plugin", async () => {
  const moved = { ...me, urn: "urn:pulumi:dev::shop::commerce-services:index:ApiKeyPair::renamed" };
  engine.record([moved, entry("other", { inputs: { keyPair: { publicKey: KEY } } })]);
  expect(await holdersIn(stack)).toEqual(["urn::other"]);
});

it("does not take another stack's record for its own, though the pair is in it", async () => {
  engine.record([{ ...me, urn: ME.replace("::shop::", "::other::") }]);
  await expect(holdersIn(stack)).rejects.toMatchObject({ code: "CS4131" });
});

it.each([
  ["pulumi-nodejs:dynamic/commerce-services:DataSpace", true],
  ["commerce-services:index:DataSpace", true],
  ["commerce-services:index:SaasProject", false],
])("a data space is bound by %s: %s", async (type, isBinding) => {
  engine.record([me, entry("live", { type })]);
  expect(await stack.bindings("live")).toEqual(isBinding ? ["urn::live"] : []);
});

it("knows a recorded pair, one that is pending deletion too", async () => {
  engine.record([me, entry("x", { id: "other-key", delete: true })]);
  expect(await Promise.all([KEY, "other-key", "no-key"].map((key) => stack.records(key)))).toEqual([
    true,
    true,
    false,
  ]);
});

it("knows the stack by any of its resources when a pair is not recorded yet", async () => {
  engine.record([{ urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" }]);
  expect(await stack.records(KEY)).toBe(false);
  engine.record([{ urn: "urn:pulumi:dev::other::pulumi:pulumi:Stack::other-dev" }]);
  await expect(stack.records(KEY)).rejects.toMatchObject({ code: "CS4131" });
});

it("refuses to answer from a record in which the asking resource is not: another stack's", async () => {
  engine.record([entry("other", {})]);
  await expect(holdersIn(stack)).rejects.toMatchObject({ code: "CS4131" });
  await expect(stack.records(KEY)).rejects.toMatchObject({ code: "CS4131" });
});

it("refuses to answer when there is no pulumi to ask", async () => {
  vi.stubEnv("PATH", "/nonexistent");
  await expect(holdersIn(stack)).rejects.toMatchObject({ code: "CS4131" });
  vi.stubEnv("PATH", `${engine.path}:/usr/bin:/bin`);
});

describe("beside the command that runs", () => {
  const command = (...args: string[]) => ({ executable: join(engine.path, "pulumi"), args });
  const renamed = { ...me, urn: ME.replace(":dev::shop::", ":production::store::") };
  const holder = entry("other", { inputs: { keyPair: { publicKey: KEY } } });
  beforeAll(() => vi.stubEnv("PATH", "/usr/bin:/bin"));
  afterAll(() => vi.stubEnv("PATH", `${engine.path}:${process.env.PATH}`));

  it("asks the CLI that runs, which need not be on PATH, for the stack that it names", async () => {
    engine.record([me, holder]);
    vi.stubEnv("PULUMI_OPTION_JSON", "true");
    const running = command("up", "--stack", "organization/shop/dev");
    expect(await holdersIn(stackStateOf(running, process.env, hostIo)(ME))).toEqual(["urn::other"]);
    expect(engine.lastAsked()).toEqual({
      args: [
        "stack",
        "export",
        "--non-interactive",
        "--show-secrets",
        "--stack",
        "organization/shop/dev",
      ],
      folder: process.cwd(),
    });
  });

  it("asks where the command runs: the program may lie outside its project's folder", async () => {
    engine.record([me, holder]);
    const running = { ...command("up"), folder: engine.path };
    expect(await holdersIn(stackStateOf(running, process.env, hostIo)(ME))).toEqual(["urn::other"]);
    expect(engine.lastAsked().folder).toBe(engine.path);
  });

  it("knows the stack and the project under the names that they have now", async () => {
    engine.record([renamed, holder, entry("live", { type: "commerce-services:index:DataSpace" })]);
    const now = stackStateOf(command("up"), process.env, hostIo)(ME);
    expect(await holdersIn(now)).toEqual(["urn::other"]);
    expect(await now.bindings("live")).toEqual(["urn::live"]);
    expect(engine.lastAsked().args).toEqual([
      "stack",
      "export",
      "--non-interactive",
      "--show-secrets",
    ]);
  });

  it("does not take a record for the stack's own that lacks the pair", async () => {
    engine.record([renamed, holder].slice(1));
    const { holders } = stackStateOf(command("up"), process.env, hostIo)(ME);
    await expect(holders(PAIR, undefined)).rejects.toMatchObject({ code: "CS4131" });
  });

  it("asks the CLI below PULUMI_ROOT, then the one on PATH, when the one that runs is gone", async () => {
    engine.record([me, holder]);
    const gone = { executable: "/nowhere/pulumi (deleted)", args: ["up"] };
    await expect(holdersIn(stackStateOf(gone, process.env, hostIo)(ME))).rejects.toMatchObject({
      code: "CS4131",
    });
    const root = mkdtempSync(join(tmpdir(), "pulumi-root-"));
    symlinkSync(engine.path, join(root, "bin"));
    vi.stubEnv("PULUMI_ROOT", root);
    expect(await holdersIn(stackStateOf(gone, process.env, hostIo)(ME))).toEqual(["urn::other"]);
    vi.stubEnv("PULUMI_ROOT", undefined);
    vi.stubEnv("PATH", `${engine.path}:/usr/bin:/bin`);
    expect(await holdersIn(stackStateOf(gone, process.env, hostIo)(ME))).toEqual(["urn::other"]);
    rmSync(root, { recursive: true });
  });
});

describe("many at once", () => {
  const command = (...args: string[]) => ({ executable: join(engine.path, "pulumi"), args });
  const other = (id: string) => ({ ...me, urn: `${ME}-${id}`, id });
  const ids = Array.from({ length: 40 }, (_, index) => `${index}`.padStart(32, "0"));

  it("share the export that begins after they asked", async () => {
    engine.record(ids.map(other));
    const of = stackStateOf(command("up"), process.env, hostIo);
    const before = engine.count();
    const release = engine.hold();
    const first = of(ME).holders({ publicKey: ids[0] ?? "" }, undefined);
    await engine.asked(before + 1);
    const rest = ids.map((publicKey) => of(ME).holders({ publicKey }, undefined));
    release();
    await Promise.all([first, ...rest]);
    expect(engine.count() - before).toBe(2);
  });

  it("ask anew, each by itself, when nobody else is asking", async () => {
    engine.record([me]);
    const state = stackStateOf(command("up"), process.env, hostIo)(ME);
    expect(await holdersIn(state)).toEqual([]);
    engine.record([me, entry("other", { inputs: { key: KEY } })]);
    expect(await holdersIn(state)).toEqual(["urn::other"]);
  });

  it("of a destroy need no newer one than that which shows nobody", async () => {
    engine.record([...ids.map(other), entry("other", { inputs: { key: ids[1] } })]);
    const of = stackStateOf(command("destroy"), process.env, hostIo);
    const before = engine.count();
    for (const publicKey of ids) {
      engine.record(ids.map(other));
      expect(await of(ME).holders({ publicKey }, undefined)).toEqual([]);
    }
    expect(engine.count() - before).toBe(1);
    engine.record([...ids.map(other), entry("other", { inputs: { key: ids[1] } })]);
    const again = stackStateOf(command("destroy"), process.env, hostIo);
    expect(await again(ME).holders({ publicKey: ids[1] ?? "" }, undefined)).toHaveLength(1);
    engine.record(ids.map(other));
    expect(await again(ME).holders({ publicKey: ids[1] ?? "" }, undefined)).toEqual([]);
  });

  it("wait for a record that has the pair which this run has made", async () => {
    engine.record([me]);
    const holders = holdersIn(stackStateOf(command("up"), process.env, hostIo)(ME), "new-key");
    await delay(600);
    engine.record([
      { ...me, id: "new-key", outputs: { status: "accepted" } },
      { ...me, delete: true },
      entry("other", { inputs: { key: KEY } }),
    ]);
    expect(await holders).toEqual(["urn::other"]);
  });
});

it("remembers the stack as it was before this run, once it could be read", async () => {
  engine.record([entry("other", {})]);
  const of = stackStateOf(undefined, process.env, hostIo);
  await expect(of(ME).before()).rejects.toMatchObject({ code: "CS4131" });
  engine.record([me]);
  expect((await of(ME).before()).pairs).toHaveLength(1);
  engine.record([me, { ...me, id: "new-key" }]);
  expect((await of(`${ME}-2`).before()).pairs).toHaveLength(1);
});

it("tells what the running command leaves out, and nothing where it is not shown", () => {
  const running = { executable: "pulumi", args: ["up", "--target", ME] };
  expect(stackStateOf(running, {}, hostIo)(ME).leftOut([ME, "urn::other"])).toEqual(["urn::other"]);
  expect(stackStateOf(undefined, {}, hostIo)(ME).leftOut([ME])).toBeUndefined();
});
