import { expect, it } from "vitest";
import { z } from "zod";
import { dynamicUrn, loader } from "../../../provider/domain/urn";
import { InitializationFailed } from "../../../provider/pulumi/adapter";
import { dynamicProvider } from "../../../provider/pulumi/dynamic/provider";
import { nativeResource } from "../../../provider/pulumi/grpc/resourceCalls";
import { Operation } from "../../../provider/pulumi/operation";
import { inputMissing } from "../../../provider/resources/errors";
import { type Lifecycle, PartialFailure } from "../../../provider/resources/lifecycle";
import { quietHostIo } from "./hostIo";

const inputs = z.strictObject({ name: z.string(), keep: z.string().optional() });
const state = z.looseObject({ name: z.string(), keep: z.string().optional(), token: z.string() });
type Inputs = z.output<typeof inputs>;
type State = z.output<typeof state>;

const urn = "urn:pulumi:dev::shop::commerce-services:index:DataSpace::live";
const self = dynamicUrn(urn);
const news = { keep: "k", name: "a" };

/** The same kind of resource through both providers, each in a process of its own. */
function both(replaced: Partial<Lifecycle<Inputs, State>> = {}) {
  const lifecycle: Lifecycle<Inputs, State> = {
    check: (_olds, given) => ({ inputs: given as Inputs, failures: [] }),
    diff: () => ({ kind: "same" }),
    preview: () => ({ state: {} }),
    import: async () => undefined,
    create: async (given) => ({ id: "id", state: { ...given, token: "t" } }),
    read: async (_id, was) => ({ ...was, name: "changed in the service" }),
    update: async (_id, was, given) => ({ ...was, ...given }),
    delete: async () => undefined,
    ...replaced,
  };
  const definition = {
    lifecycle,
    inputs,
    state,
    maybeAbsent: ["keep"] as const,
    secrets: [["token"]] as const,
  };
  const process = () => new Operation(quietHostIo().hostIo);
  return {
    dynamic: dynamicProvider<Inputs, State>(definition, process()),
    native: nativeResource<Inputs, State>("DataSpace", definition, process()),
  };
}

/** Inputs as a program gives them through the dynamic provider. */
const withMetadata = (properties: object) => ({
  ...properties,
  self,
  __provider: loader("DataSpace"),
});
const call = { urn, timeout: 0, id: "id" };
const recorded = withMetadata({ ...news, token: "t", declared: "keep name" });

it("writes the same state through both providers, when something is made", async () => {
  const { dynamic, native } = both();
  const { outs } = await dynamic.create(withMetadata(news));
  expect((await native.create({ ...call, news })).properties).toEqual(outs);
  expect(outs).toMatchObject({ self, __provider: loader("DataSpace"), declared: "keep name" });
});

it("writes the same state through both providers, when something is changed", async () => {
  const { dynamic, native } = both();
  const { outs } = await dynamic.update("id", recorded, withMetadata({ name: "b" }));
  const updated = await native.update({ ...call, olds: recorded, news: { name: "b" } });
  expect(updated.properties).toEqual(outs);
  expect(outs).toMatchObject({ name: "b", declared: "name" });
});

it("writes the same state through both providers, when the service is read", async () => {
  const { dynamic, native } = both();
  const { props, inputs: ofDynamic } = await dynamic.read("id", recorded);
  for (const given of [undefined, news]) {
    const found = await native.read({ ...call, properties: recorded, inputs: given });
    expect(found?.properties).toEqual(props);
    expect({ ...found?.inputs, self }).toEqual(ofDynamic);
  }
  expect(props).toMatchObject({ name: "changed in the service", declared: "keep name" });
});

it("writes the same state through both providers, when a call fails with something made", async () => {
  const half = new PartialFailure("id", { name: "a", token: "t" }, inputMissing("x"));
  const fail = async () => {
    throw half;
  };
  const { dynamic, native } = both({ create: fail, update: fail });
  const olds = recorded;
  const calls = [
    [dynamic.create(withMetadata(news)), native.create({ ...call, news })],
    [dynamic.update("id", olds, withMetadata(news)), native.update({ ...call, olds, news })],
  ] as const;
  for (const [ofDynamic, ofNative] of calls) {
    const failed = await ofNative.catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(InitializationFailed);
    const { id, message, properties, inputs: kept } = failed as InitializationFailed;
    await expect(ofDynamic).rejects.toMatchObject({ id, message, properties });
    expect(kept).toEqual(news);
    expect(properties).toMatchObject({ unsettled: true, declared: "keep name", keep: null });
  }
});

it("moves a state that the other provider wrote without asking for a change", async () => {
  const seen: unknown[] = [];
  const { dynamic, native } = both({
    diff: (_id, was, now) => {
      seen.push(was, now);
      return { kind: "same" };
    },
  });
  const { properties } = await native.create({ ...call, news });
  const { outs } = await dynamic.create(withMetadata(news));
  expect(await dynamic.diff("id", properties, withMetadata(news))).toEqual({ changes: false });
  const oldInputs = withMetadata(news);
  expect(await native.diff({ id: "id", urn, olds: outs, oldInputs, news, ignoreChanges: [] })).toBe(
    "same",
  );
  const state = { ...news, token: "t" };
  expect(seen).toEqual([state, news, state, news]);
});
