import { UNKNOWN as WIRE_UNKNOWN } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { z } from "zod";
import { nativeResource } from "../../../../provider/pulumi/grpc/resourceCalls";
import { Operation } from "../../../../provider/pulumi/operation";
import type { Lifecycle } from "../../../../provider/resources/lifecycle";
import { quietHostIo } from "../hostIo";

const inputs = z.strictObject({ name: z.string(), keep: z.string().optional() });
const state = z.looseObject({
  name: z.string(),
  token: z.string().optional(),
  keep: z.string().optional(),
});
type Inputs = z.output<typeof inputs>;
type State = z.output<typeof state>;

const urn = "urn:pulumi:dev::shop::commerce-services:index:DataSpace::live::one";

/** A resource that does nothing, but for what a test replaces. */
function calls(replaced: Partial<Lifecycle<Inputs, State>> = {}) {
  const { hostIo, shown } = quietHostIo();
  const lifecycle: Lifecycle<Inputs, State> = {
    check: (_olds, news, { warn }) => {
      warn("checked");
      return { inputs: news as Inputs, failures: [] };
    },
    diff: (_id, was, now) =>
      (now as Inputs).name === was.name
        ? { kind: "same" }
        : { kind: "changed", replaces: ["name"] },
    preview: () => ({ id: "id", state: {} }),
    import: async (id, given) => ({ state: { name: String(given.name) }, inputs: { name: id } }),
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
    namedBy: "name" as const,
    maybeAbsent: ["token"] as const,
    secrets: [["token"]] as const,
  };
  const operation = new Operation(hostIo);
  return { ...nativeResource<Inputs, State>("DataSpace", definition, operation), shown };
}

it("names a resource after itself where the program does not, in checks and lookups", async () => {
  const { check, read } = calls();
  const checked = await check({ urn, olds: {}, news: {} });
  expect(checked.inputs).toEqual({ name: "live::one" });
  const call = { urn, timeout: 0, id: "x", properties: {}, inputs: undefined };
  expect((await read(call))?.properties).toMatchObject({ name: "live::one" });
});

it("shows a warning on the row of the resource", async () => {
  const { check, shown } = calls();
  await check({ urn, olds: {}, news: { name: "a" } });
  expect(shown).toEqual([[urn, "checked"]]);
});

it("leaves open in a preview what the lifecycle does not name, and nothing else", async () => {
  const { preview } = calls();
  const { properties } = await preview(urn, { name: "a" });
  expect(properties).toMatchObject({ name: "a", token: WIRE_UNKNOWN });
  const known = calls({ preview: () => ({ state: { token: undefined } }) });
  expect((await known.preview(urn, { name: "a" })).properties).toMatchObject({
    token: null,
  });
});

it("compares an ignored input as the service shows it", async () => {
  const { diff } = calls();
  const call = {
    id: "id",
    urn,
    olds: { name: "by hand" },
    oldInputs: { name: "a" },
    news: { name: "a" },
  };
  expect(await diff({ ...call, ignoreChanges: ["name"] })).toBe("same");
  const seen = await diff({ ...call, ignoreChanges: [] });
  expect(seen).toMatchObject({ replaces: ["name"], isDeletedFirst: false });
});

it("ignores, in what is ignored as a whole, a difference that the service alone shows", async () => {
  const { diff } = calls({ diff: () => ({ kind: "drifted", replaces: ["token"] }) });
  const call = { id: "id", urn, olds: { name: "a" }, oldInputs: {}, news: { name: "a" } };
  expect(await diff({ ...call, ignoreChanges: ["token"] })).toBe("same");
  expect(await diff({ ...call, ignoreChanges: ["token.part"] })).toMatchObject({
    replaces: ["token"],
  });
});

it("returns in a refresh what was declared, also where only the state tells", async () => {
  const { read } = calls();
  const properties = { name: "a", keep: "k", token: "t", declared: "name" };
  const call = { urn, timeout: 0, id: "id", properties };
  expect((await read({ ...call, inputs: undefined }))?.inputs).toEqual({ name: "a" });
  expect((await read({ ...call, inputs: { name: "x", keep: "y" } }))?.inputs).toEqual({
    name: "a",
    keep: "k",
  });
});

it("does not take a state that it can't read for a thing to look up", async () => {
  const { read } = calls();
  const call = { urn, timeout: 0, id: "id", properties: { declared: "name" }, inputs: {} };
  await expect(read(call)).rejects.toThrow(/^CS9002: /);
});
