import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { stackStateOf } from "../../../provider/pulumi/stackExport";
import { fakePulumi } from "../../protocol/support/fakePulumi";

const KEY = "0123456789abcdef0123456789abcdef";
const ME = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::pair";
const engine = fakePulumi();
const stack = stackStateOf(undefined, process.env)(ME);

beforeAll(() => vi.stubEnv("PATH", `${engine.path}:${process.env.PATH}`));
afterEach(() => engine.record([]));
afterAll(() => {
  vi.unstubAllEnvs();
  engine.close();
});

const entry = (name: string, more: object) => ({
  urn: `urn::${name}`,
  id: name,
  inputs: {},
  ...more,
});
const me = { urn: ME, id: KEY, inputs: { label: "pair" } };
const holding = (inputs: object, more: object = {}) => {
  engine.record([me, entry("other", { inputs, ...more })]);
  return stack.holders(KEY);
};

it.each<[string, object]>([
  ["in a keyPair", { keyPair: { publicKey: KEY } }],
  ["in another package's input", { data: { env: { API_KEY: KEY } } }],
  ["in a list", { keys: ["x", [KEY]] }],
])("finds who holds the pair %s", async (_where, inputs) => {
  expect(await holding(inputs)).toEqual(["urn::other"]);
});

it.each<[string, object, object?]>([
  ["names it as retired", { retired: [KEY] }],
  ["holds another", { keyPair: { publicKey: `${KEY}0` } }],
  ["is pending deletion", { keyPair: { publicKey: KEY } }, { delete: true }],
  ["is the pair itself", { supplied: { publicKey: KEY } }, { id: KEY }],
  ["has no inputs", {}, { inputs: undefined }],
])("counts nobody who %s", async (_what, inputs, more) => {
  expect(await holding(inputs, more)).toEqual([]);
});

it("knows the pair under another urn of the stack: renamed, or moved to the plugin", async () => {
  const moved = { ...me, urn: "urn:pulumi:dev::shop::commerce-services:index:ApiKeyPair::renamed" };
  engine.record([moved, entry("other", { inputs: { keyPair: { publicKey: KEY } } })]);
  expect(await stack.holders(KEY)).toEqual(["urn::other"]);
});

it("does not take another stack's record for its own, though the pair is in it", async () => {
  engine.record([{ ...me, urn: ME.replace("::shop::", "::other::") }]);
  await expect(stack.holders(KEY)).rejects.toMatchObject({ code: "CS4131" });
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
  await expect(stack.holders(KEY)).rejects.toMatchObject({ code: "CS4131" });
  await expect(stack.records(KEY)).rejects.toMatchObject({ code: "CS4131" });
});

it("refuses to answer when there is no pulumi to ask", async () => {
  vi.stubEnv("PATH", "/nonexistent");
  await expect(stack.holders(KEY)).rejects.toMatchObject({ code: "CS4131" });
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
    const { holders } = stackStateOf(
      command("up", "--stack", "organization/shop/dev"),
      process.env,
    )(ME);
    expect(await holders(KEY)).toEqual(["urn::other"]);
    expect(engine.lastAsked()).toEqual({
      args: ["stack", "export", "--non-interactive", "--stack", "organization/shop/dev"],
      folder: process.cwd(),
    });
  });

  it("asks where the command runs: the program may lie outside its project's folder", async () => {
    engine.record([me, holder]);
    const running = { ...command("up"), folder: engine.path };
    expect(await stackStateOf(running, process.env)(ME).holders(KEY)).toEqual(["urn::other"]);
    expect(engine.lastAsked().folder).toBe(engine.path);
  });

  it("knows the stack and the project under the names that they have now", async () => {
    engine.record([renamed, holder, entry("live", { type: "commerce-services:index:DataSpace" })]);
    const { holders, bindings } = stackStateOf(command("up"), process.env)(ME);
    expect(await holders(KEY)).toEqual(["urn::other"]);
    expect(await bindings("live")).toEqual(["urn::live"]);
    expect(engine.lastAsked().args).toEqual(["stack", "export", "--non-interactive"]);
  });

  it("does not take a record for the stack's own that lacks the pair", async () => {
    engine.record([renamed, holder].slice(1));
    const { holders } = stackStateOf(command("up"), process.env)(ME);
    await expect(holders(KEY)).rejects.toMatchObject({ code: "CS4131" });
  });

  it("asks the CLI below PULUMI_ROOT, then the one on PATH, when the one that runs is gone", async () => {
    engine.record([me, holder]);
    const gone = { executable: "/nowhere/pulumi (deleted)", args: ["up"] };
    await expect(stackStateOf(gone, process.env)(ME).holders(KEY)).rejects.toMatchObject({
      code: "CS4131",
    });
    const root = mkdtempSync(join(tmpdir(), "pulumi-root-"));
    symlinkSync(engine.path, join(root, "bin"));
    vi.stubEnv("PULUMI_ROOT", root);
    expect(await stackStateOf(gone, process.env)(ME).holders(KEY)).toEqual(["urn::other"]);
    vi.stubEnv("PULUMI_ROOT", undefined);
    vi.stubEnv("PATH", `${engine.path}:/usr/bin:/bin`);
    expect(await stackStateOf(gone, process.env)(ME).holders(KEY)).toEqual(["urn::other"]);
    rmSync(root, { recursive: true });
  });
});
