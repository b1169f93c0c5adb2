import { expect, it } from "vitest";
import { z } from "zod";
import { dynamicProvider } from "../../../../provider/pulumi/dynamic/provider";
import { Operation } from "../../../../provider/pulumi/operation";
import { inputMissing } from "../../../../provider/resources/errors";
import type { Lifecycle } from "../../../../provider/resources/lifecycle";
import { PartialFailure } from "../../../../provider/resources/lifecycle";
import { quietHostIo } from "../hostIo";

const inputs = z.strictObject({ name: z.string() });
const state = z.looseObject({
  name: z.string(),
  token: z.string().optional(),
  note: z.string().optional(),
});
type Inputs = z.output<typeof inputs>;
type State = z.output<typeof state>;

/** A resource that does nothing, but for what a test replaces. */
function provider(replaced: Partial<Lifecycle<Inputs, State>>) {
  const { hostIo, shown } = quietHostIo();
  const lifecycle: Lifecycle<Inputs, State> = {
    check: (_olds, news) => ({ inputs: news as Inputs, failures: [] }),
    diff: () => ({ kind: "same" }),
    preview: () => ({ state: {} }),
    import: async () => undefined,
    create: async (given) => ({ id: "id", state: { ...given, token: "t" } }),
    read: async (_id, was) => was,
    update: async (_id, was, given) => ({ ...was, ...given }),
    delete: async () => undefined,
    ...replaced,
  };
  const definition = {
    lifecycle,
    inputs,
    state,
    maybeAbsent: ["note"] as const,
    constants: { always: ["a", "b"] },
    secrets: [["token"]] as const,
  };
  return { ...dynamicProvider<Inputs, State>(definition, new Operation(hostIo)), shown };
}

const properties = { name: "n", self: "urn", __provider: "loader" };
const recorded = { ...properties, declared: "name" };
const thrower = (thrown: unknown) => () => {
  throw thrown;
};
const every = (thrown: unknown) =>
  provider({
    check: thrower(thrown),
    diff: thrower(thrown),
    create: thrower(thrown),
    read: thrower(thrown),
    update: thrower(thrown),
    delete: thrower(thrown),
  });

it.each<[string, unknown]>([
  ["a text", "hunter2"],
  ["undefined", undefined],
  ["an error", new Error("hunter2")],
])(
  "lets only Errors out of every call when %s is thrown, and keeps its text in",
  async (_w, thrown) => {
    const broken = every(thrown);
    const { failures } = await broken.check({}, properties);
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^CS9001: (?!.*hunter2)/) },
    ]);
    for (const call of [
      () => broken.diff("id", properties, properties),
      () => broken.create(properties),
      () => broken.read("id", properties),
      () => broken.update("id", properties, properties),
      () => broken.delete("id", properties),
    ]) {
      const error = await call().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).toMatch(/^CS9001: (?!.*hunter2)/);
    }
  },
);

it("gives a text for an id, whatever the lifecycle gave", async () => {
  const { create } = provider({
    create: async (given) => ({ id: 42 as unknown as string, state: given }),
  });
  expect((await create(properties)).id).toBe("42");
});

it("gives outputs that the host may write into, though the lifecycle froze its own", async () => {
  const { create } = provider({
    create: async (given) =>
      Object.freeze({ id: "id", state: Object.freeze({ ...given, list: Object.freeze(["a"]) }) }),
  });
  const { outs } = await create(properties);
  outs.__provider = "written";
  (outs.list as string[]).push("b");
  expect(outs).toEqual({
    name: "n",
    list: ["a", "b"],
    note: null,
    self: "urn",
    __provider: "written",
    declared: "name",
  });
});

it("calls a difference in outputs alone by name, and leaves the others to the engine", async () => {
  const diffs = {
    same: { changes: false },
    changed: { replaces: ["a"] },
    drifted: { changes: true, replaces: ["a"] },
  };
  for (const [kind, expected] of Object.entries(diffs)) {
    const { diff } = provider({ diff: () => ({ kind: kind as "changed", replaces: ["a"] }) });
    expect(await diff("id", properties, properties)).toEqual(expected);
  }
});

it("puts loader and metadata into what a partial failure keeps, in create and update", async () => {
  const thrown = new PartialFailure("id", { name: "n", token: "t" }, inputMissing("x"));
  const { create, update } = every(thrown);
  for (const call of [create(properties), update("id", properties, properties)]) {
    await expect(call).rejects.toMatchObject({
      id: "id",
      reasons: [inputMissing("x").message],
      properties: {
        name: "n",
        token: expect.objectContaining({ value: "t" }),
        self: "urn",
        __provider: "loader",
        declared: "name",
        unsettled: true,
      },
    });
  }
});

it.each<[string, object, State, object]>([
  ["none where the declared ones are as they were", {}, { name: "n", token: "new" }, {}],
  [
    "what is declared where it moved",
    {},
    { name: "m", note: "x" },
    { inputs: { name: "m", self: "urn" } },
  ],
  [
    "what is declared once more after a failure that left it half-done",
    { unsettled: true },
    { name: "n" },
    { inputs: { name: "n", self: "urn" } },
  ],
])("answers a refresh with inputs: %s", async (_what, more, now, expected) => {
  const { read } = provider({ read: async () => now });
  const { id, props, ...inputs } = await read("id", { ...recorded, ...more });
  expect(id).toBe("id");
  expect(inputs).toEqual(expected);
  expect(props).not.toHaveProperty("unsettled");
});

it("says that a resource is gone with an empty id", async () => {
  const { read } = provider({ read: async () => undefined });
  expect(await read("id", properties)).toEqual({ id: "", props: {} });
});

it("does not record what is the same for all, and hands it to the lifecycle all the same", async () => {
  const seen: unknown[] = [];
  const { create, read } = provider({
    create: async (given) => ({ id: "id", state: { ...given, always: ["a", "b"] } }),
    read: async (_id, was) => {
      seen.push(was);
      return was;
    },
  });
  const { outs } = await create(properties);
  expect(outs).toEqual({ ...properties, note: null, declared: "name" });
  expect((await read("id", outs)).props).toEqual(outs);
  expect(seen).toEqual([{ name: "n", always: ["a", "b"] }]);
});

it("never hands its own metadata to the lifecycle", async () => {
  const seen: unknown[] = [];
  const { check, create, update } = provider({
    check: (olds, news) => {
      seen.push(olds, news);
      return { inputs: news as Inputs, failures: [] };
    },
    create: async (given) => {
      seen.push(given);
      return { id: "id", state: given };
    },
    update: async (_id, was, given) => {
      seen.push(was, given);
      return given;
    },
  });
  await check(properties, properties);
  await create(properties);
  await update("id", { ...properties, declared: "name" }, properties);
  const plain = { name: "n" };
  expect(seen).toEqual([plain, plain, plain, { ...plain, always: ["a", "b"] }, plain]);
});

it("tells a new resource from a known one by whether there are old inputs", async () => {
  const seen: unknown[] = [];
  const { check } = provider({
    check: (olds, news) => {
      seen.push(olds);
      return { inputs: news as Inputs, failures: [] };
    },
  });
  await check({}, properties);
  await check(properties, properties);
  expect(seen).toEqual([undefined, { name: "n" }]);
});
