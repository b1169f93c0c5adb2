import type { KeyPolicy } from "commerce-services-emulator";
import { openAccount } from "commerce-services-testkit/inProcess/account";
import { type Declared, Run, type RunOptions } from "commerce-services-testkit/inProcess/engine";
import { type Knobs, knobs, programOf } from "commerce-services-testkit/inProcess/program";
import type { PropertyMap } from "commerce-services-testkit/inProcess/properties";
import { Stack } from "commerce-services-testkit/inProcess/stack";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { expect, it, onTestFinished } from "vitest";

/** A stack that is up, in process: each guard of a rotation by itself, in milliseconds. */
async function setUp(policy: KeyPolicy = "overlapping") {
  const account = await openAccount(policy);
  onTestFinished(account.close);
  const stack = new Stack();
  const run = (program: readonly Declared[], options?: RunOptions) =>
    new Run(stack, account.process(stack, { targets: options?.targets }), options).up(program);
  const up = (change: Partial<Knobs> = {}, options?: RunOptions) =>
    run(programOf({ ...knobs, ...change }, policy), options);
  const refresh = () => new Run(stack, account.process(stack)).refresh();
  const key = () => stack.live("key");
  const said = (code: string) => account.warnings.filter((text) => text.startsWith(code));
  const since = account.emulator.calls.bind(account.emulator);
  return { account, stack, run, up, refresh, key, said, since, emulator: account.emulator };
}

it("deletes the old pair, once every dependant has the new one", async () => {
  const { up, account, key } = await setUp();
  expect((await up()).failures).toEqual([]);
  const old = key()?.id;
  const { failures, steps } = await up({ rotation: "2" });
  expect([failures, steps.at(0), steps.at(-1)]).toEqual([[], "create key", "delete key"]);
  expect(account.live()).toEqual([key()?.id]);
  expect(key()?.id).not.toBe(old);
});

it("does not delete a pair that resources hold which this run leaves out", async () => {
  const { up, account, key } = await setUp();
  await up();
  const old = key()?.id ?? "";
  const { failures } = await up({ rotation: "2" }, { targets: ["key"] });
  expect(failures).toEqual([expect.stringContaining(`CS4004: ${old} is still held by`)]);
  expect(failures[0]).toMatch(/::staging, .*::project/);
  expect(account.live()).toContain(old);
});

it.each<KeyPolicy>(["exclusive", "delete-first"])(
  "touches no pair of an account that is %s when the run leaves out who holds it",
  async (policy) => {
    const { up, account, key, since, emulator } = await setUp(policy);
    await up();
    const old = key()?.id ?? "";
    const last = emulator.calls().at(-1)?.sequence ?? 0;
    const { failures } = await up({ rotation: "2" }, { targets: ["key"] });
    expect(failures).toEqual([expect.stringMatching(`CS4135: to replace ${old} .*::project`)]);
    expect(since(last).map(({ operation }) => operation)).not.toContain("keys.create");
    expect(since(last).map(({ operation }) => operation)).not.toContain("keys.delete");
    expect(account.live()).toEqual([old]);
    const all = ["key", "project", "live", "staging", "store"];
    expect((await up({ rotation: "2" }, { targets: all })).failures).toEqual([]);
    expect(account.live()).toEqual([key()?.id]);
  },
);

it("does not delete a pair under a resource whose update failed, even when told to go on", async () => {
  const { up, account, key } = await setUp();
  await up();
  const old = key()?.id ?? "";
  account.storeIsDown = true;
  const { failures } = await up({ rotation: "2" }, { continueOnError: true });
  expect(failures).toEqual(["store: the store is down", expect.stringContaining("CS4004")]);
  expect(account.live()).toContain(old);
});

it("proves the deletion, and fails when the old pair goes on working", async () => {
  const { up, emulator, key } = await setUp();
  await up();
  const old = key()?.id ?? "";
  emulator.changeAccount({ propagation: { newKeyMs: 0, deletedKeyMs: 3_600_000 } });
  const { failures } = await up({ rotation: "2" });
  expect(failures).toEqual([expect.stringMatching(new RegExp(`^key: CS20\\d\\d: .*${old}`))]);
});

it("gives nobody a pair that was not proven, refreshed or not, and deletes nothing behind it", async () => {
  const { up, refresh, account, emulator, key, stack } = await setUp();
  await up();
  const old = key()?.id ?? "";
  emulator.changeAccount({ propagation: { newKeyMs: 3_600_000, deletedKeyMs: 0 } });
  expect((await up({ rotation: "2" })).failures).toEqual([expect.stringContaining("CS2036")]);
  for (const options of [{}, { continueOnError: true }]) {
    expect((await refresh()).failures).toEqual([]);
    const { failures } = await up({ rotation: "2" }, options);
    expect(failures[0]).toContain("CS2036");
    expect(JSON.stringify(stack.live("store")?.inputs)).toContain(old);
    expect(account.live()).toContain(old);
  }
  account.advance(3_600_000);
  expect((await up({ rotation: "2" })).failures).toEqual([]);
  expect(account.live()).toEqual([key()?.id]);
});

it("does not delete the old pair of a resource that nobody depends on before the new one is proven", async () => {
  const { run, account, emulator, stack } = await setUp();
  const alone = (rotation: string) =>
    programOf({ ...knobs, rotation }, "overlapping").filter(({ name }) => name === "key");
  expect((await run(alone("1"))).failures).toEqual([]);
  const old = stack.live("key")?.id ?? "";
  emulator.changeAccount({ propagation: { newKeyMs: 3_600_000, deletedKeyMs: 0 } });
  const { failures } = await run(alone("2"), { continueOnError: true });
  expect(failures).toEqual([
    expect.stringContaining("CS2036"),
    expect.stringMatching("CS4004: .*not proven to work"),
  ]);
  expect(account.live()).toContain(old);
  // Undeclared, both go.
  expect((await run([])).failures).toEqual([]);
  expect(account.live()).toEqual([]);
});

it("does not delete at a portal that has come to be another merchant's", async () => {
  const { up, stack, account } = await setUp();
  await up();
  const recorded = stack.live("key");
  if (!recorded) throw new Error("no pair");
  stack.put(
    { ...recorded, outputs: { ...recorded.outputs, merchantId: "MAG009999999" } },
    recorded,
  );
  const { failures } = await new Run(stack, account.process(stack)).destroy();
  expect(failures).toEqual([expect.stringContaining("CS4101: the portal's account belongs to")]);
  expect(account.live()).toEqual([recorded.id]);
});

it("replaces a pair that refresh found dead, and keeps one that the portal still lists", async () => {
  const { up, refresh, emulator, key, said } = await setUp();
  await up();
  const first = key()?.id ?? "";
  emulator.faults.add({
    operation: "ping",
    effect: {
      kind: "status",
      status: 403,
      body: { error: { code: "Forbidden", message: "Client ID is invalid" } },
    },
  });
  await refresh();
  expect(said("CS5010")).toHaveLength(1);
  expect((await up()).steps).toEqual([]);
  emulator.deleteKey(first);
  await refresh();
  expect(said("CS5009")).toHaveLength(1);
  expect((await up()).steps.at(0)).toBe("create key");
  expect(key()?.outputs.status).toBe("accepted");
});

it("counts a new pair as made only when the gateway accepts it, and keeps it meanwhile", async () => {
  const { up, emulator, key, account } = await setUp();
  emulator.changeAccount({ propagation: { newKeyMs: 3_600_000, deletedKeyMs: 0 } });
  const { failures, steps } = await up();
  expect(failures).toEqual([expect.stringMatching(/^key: CS20\d\d: /)]);
  expect(steps).toEqual(["create key"]);
  expect(key()).toMatchObject({ initErrors: true, outputs: { status: null } });
  const made = key()?.id;
  account.advance(3_600_000);
  expect((await up()).failures).toEqual([]);
  expect([key()?.id, key()?.outputs.status]).toEqual([made, "accepted"]);
});

/** One pair alone, as the program declares it. */
const alone = (inputs: PropertyMap): Declared[] => [
  {
    name: "key",
    kind: "ApiKeyPair",
    inputs: () => ({ environment: "production", label: "key", ...inputs }),
  },
];

it("keeps a sealed private key out of the state, and proves the pair's death all the same", async () => {
  const { run, stack, key, emulator } = await setUp();
  const { publicKey: sealTo } = rsaPair();
  expect((await run(alone({ sealTo, keepers: { a: "1" } }))).failures).toEqual([]);
  expect(JSON.stringify(stack.resources)).not.toContain("PRIVATE KEY");
  expect(key()?.outputs).toMatchObject({ status: "accepted", privateKey: null });
  emulator.changeAccount({ propagation: { newKeyMs: 0, deletedKeyMs: 3_600_000 } });
  const { failures } = await run(alone({ sealTo, keepers: { a: "2" } }));
  expect(failures).toEqual([expect.stringMatching(/^key: CS20\d\d: /)]);
});

it("adopts a lost pair by its public key only where the gateway knows it", async () => {
  const { run, key } = await setUp();
  const { failures } = await run(alone({ supplied: { publicKey: "0".repeat(32) } }));
  expect(failures).toEqual([expect.stringContaining("CS4132")]);
  expect(key()).toBeUndefined();
});

it("wipes a Testing space only when it is bound anew, and never one that somebody else binds", async () => {
  const { run, up, stack, emulator } = await setUp();
  await up();
  const wiped = () =>
    emulator.calls().filter(({ operation }) => operation === "dataSpace.cleanup").length;
  await up({ cloudId: "zzzzzum7wu3xx" });
  expect(wiped()).toBe(0);
  await up({ stagingSpace: "Testing 2" });
  expect(wiped()).toBe(1);
  const [space] = stack.resources.filter(({ name }) => name === "staging");
  const program = programOf({ ...knobs, stagingSpace: "Testing 1" }, "overlapping");
  const other = program.find(({ name }) => name === "staging");
  if (!space || !other) throw new Error("no staging");
  // A second resource moves a store into the space that the first one binds.
  const store = { name: "outlet-staging", role: "staging" };
  const second: Declared = {
    ...other,
    name: "second",
    inputs: (of) => ({ ...other.inputs(of), store }),
  };
  await run([...programOf({ ...knobs, stagingSpace: "Testing 2" }, "overlapping"), second]);
  const moved: Declared = {
    ...second,
    inputs: (of) => ({ ...second.inputs(of), dataSpaceId: space.id }),
  };
  const { failures } = await run([
    ...programOf({ ...knobs, stagingSpace: "Testing 2" }, "overlapping"),
    moved,
  ]);
  expect(failures).toEqual([expect.stringContaining("CS4006")]);
  expect(wiped()).toBe(1);
});

it("finds after a refresh that a data space got its name but not its cloud id", async () => {
  const { run, refresh, emulator, stack } = await setUp();
  const id = () => stack.live("staging")?.id;
  const [from, to] = ["tysqxum7wu3xx", "zzzzzum7wu3xx"];
  const program = (name: string, cloudId: string) =>
    programOf({ ...knobs, cloudId }, "overlapping").map((declared) => ({
      ...declared,
      inputs: (of: (name: string) => PropertyMap) => ({
        ...declared.inputs(of),
        ...(declared.name === "staging" ? { name, dataSpaceId: id() } : {}),
      }),
    }));
  await run(programOf({ ...knobs, cloudId: from }, "overlapping"));
  emulator.faults.add({
    operation: "dataSpace.cloudId",
    times: null,
    effect: { kind: "status", status: 400 },
  });
  const half = await run(program("Stage", to));
  expect(half.failures).toEqual([expect.stringMatching(/^staging: CS\d/)]);
  emulator.faults.clear();
  await refresh();
  expect(stack.live("staging")?.outputs).toMatchObject({ name: "Stage", cloudId: from });
  const whole = await run(program("Stage", to));
  expect([whole.failures, whole.steps]).toEqual([[], ["update staging"]]);
  await refresh();
  expect(stack.live("staging")?.outputs).toMatchObject({ name: "Stage", cloudId: to });
  expect((await run(program("Stage", to))).steps).toEqual([]);
});

it("names no property of a refused input, for the CLI would print its value", async () => {
  const { account, stack } = await setUp();
  const { ApiKeyPair } = account.process(stack).providers;
  const supplied = { publicKey: "0".repeat(32), privateKey: "not a key" };
  const { failures } = await ApiKeyPair.check(
    {},
    { environment: "production", label: "x", supplied },
  );
  expect(failures).toEqual([
    { property: "", reason: expect.stringContaining("CS1004: supplied.") },
  ]);
});

it("refuses cleanupOnRebind on a Production space before any call", async () => {
  const { run, up } = await setUp();
  await up();
  const program = programOf(knobs, "overlapping").map((declared) =>
    declared.name === "live"
      ? {
          ...declared,
          inputs: (of: (name: string) => PropertyMap) => ({
            ...declared.inputs(of),
            cleanupOnRebind: true,
          }),
        }
      : declared,
  );
  expect((await run(program)).failures).toEqual([expect.stringContaining("CS4005")]);
});
