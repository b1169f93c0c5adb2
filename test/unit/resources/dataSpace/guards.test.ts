import { expect, it } from "vitest";
import { UNKNOWN } from "../../../../provider/domain/unknown";
import { cloudIdGuard } from "../../../../provider/resources/dataSpace/guards";
import { dataSpace } from "../../../../provider/resources/dataSpace/lifecycle";
import type {
  DataSpaceInputs,
  DataSpaceState,
} from "../../../../provider/resources/dataSpace/schema";
import type { StoreRole } from "../../../../provider/resources/run/bindingTable";
import { Run } from "../../../../provider/resources/run/run";
import { offline } from "../offline";

const keyPair = { environment: "production", publicKey: "0123456789abcdef", privateKey: UNKNOWN };
const store = (name: string, role: StoreRole) => ({ name, role });
const declared = (more: object) => ({ projectId: "p-1", type: "Testing", keyPair, ...more });
const codes = (news: object, run = new Run(), resource = "urn") => {
  const given = offline(resource, {}, run);
  const { failures } = dataSpace.check(undefined, declared(news), given);
  return [...failures.map(({ code }) => code), ...given.warnings];
};

const state = (more: Partial<DataSpaceState>): DataSpaceState => ({
  projectId: "p-1",
  type: "Production",
  name: "Production",
  dataSpaceId: "d-1",
  projectName: "Shop",
  services: [],
  resyncCommands: [],
  ...more,
});
const inputsOf = ({ projectId, type, store, allowRebind }: DataSpaceState, more: object) =>
  ({ projectId, type, store, allowRebind, ...more }) as DataSpaceInputs;

/** The difference, or the code of its refusal, and the warnings. */
function diff(was: Partial<DataSpaceState>, more: object, run = new Run()) {
  const given = offline("urn", {}, run);
  const before = state(was);
  try {
    const difference = dataSpace.diff("d-1", before, inputsOf(before, more), given);
    return [difference.kind, ...given.warnings];
  } catch (error) {
    return [(error as { code: string }).code, ...given.warnings];
  }
}

it.each<[StoreRole, boolean | undefined, string[]]>([
  ["production", undefined, []],
  ["staging", undefined, ["CS4001"]],
  ["development", false, ["CS4001"]],
  ["staging", true, []],
])("Production data for a store of role %s, allowProductionData %s: %j", (role, flag, expected) => {
  expect(codes({ type: "Production", store: store("s", role), allowProductionData: flag })).toEqual(
    expected,
  );
});

it("does not guess about a type or a store that is not known yet", () => {
  expect(codes({ type: UNKNOWN, store: store("s", "staging") })).toEqual([]);
  expect(codes({ type: "Production", store: UNKNOWN })).toEqual([]);
  expect(codes({ type: "Production", store: { name: UNKNOWN, role: "staging" } })).toEqual([]);
});

it("does not take an unknown opt-in for one", () => {
  const staging = { type: "Production", store: store("s", "staging") };
  expect(codes({ ...staging, allowProductionData: UNKNOWN })).toEqual(["CS4001"]);
});

const live = store("live", "production");
it.each<[string, object, string[]]>([
  ["another project", { projectId: "p-2" }, ["CS4002"]],
  ["another data space", { dataSpaceId: "d-2" }, ["CS4002"]],
  ["another type", { type: "Testing" }, ["CS4002"]],
  ["another production store", { store: store("other", "production") }, ["CS4002"]],
  ["a project that is not known yet", { projectId: UNKNOWN }, ["CS4002"]],
  ["the store left out with it", { projectId: "p-2", store: undefined }, ["CS4002"]],
  ["a store that is not known yet", { projectId: "p-2", store: UNKNOWN }, ["CS4002"]],
  ["an unknown opt-in", { projectId: "p-2", allowRebind: UNKNOWN }, ["CS4002"]],
  ["a rename", { name: "Live" }, ["changed", "CS5028"]],
  ["the store's cloud id", { store: { ...live, cloudId: "abc" } }, ["changed"]],
  ["nothing", {}, ["same"]],
  ["opted in", { projectId: "p-2", allowRebind: true }, ["changed", "CS5023"]],
])("a production store's data space and %s: %j", (_what, more, expected) => {
  expect(diff({ store: live }, more)).toEqual(expected);
});

it("lets a store that is not production have another data space, and says what it leaves", () => {
  const stage = store("stage", "staging");
  expect(diff({ type: "Testing", store: stage }, { projectId: "p-2" })).toEqual([
    "changed",
    "CS5023",
  ]);
});

it("guards a store that was production, though it is declared as staging now", () => {
  expect(
    diff({ store: live }, { projectId: "p-2", store: store("live", "staging"), type: "Testing" }),
  ).toEqual(["CS4002"]);
});

it("refuses one Production space for two stores, and warns of a Testing one", () => {
  for (const [type, expected] of [
    ["Production", ["CS4003"]],
    ["Testing", ["CS5024"]],
  ] as const) {
    const run = new Run();
    const first = { type, dataSpaceId: "d-1", store: live };
    expect(codes(first, run, "first")).toEqual([]);
    const second = { ...first, store: store("second", "production") };
    expect(codes(second, run, "second")).toEqual(expected);
  }
});

it("finds by the recorded id two bindings that name only a type", () => {
  const run = new Run();
  run.bindings.declare("urn:other", {
    dataSpaceId: "d-1",
    type: "Production",
    store: store("other", "production"),
    allowRebind: false,
  });
  expect(diff({ store: live }, {}, run)).toEqual(["CS4003"]);
});

it("finds a production store that was moved to another resource", () => {
  const run = new Run();
  run.bindings.record("urn:old", {
    dataSpaceId: "d-0",
    type: "Production",
    store: live,
    allowRebind: false,
  });
  const moved = { type: "Production", dataSpaceId: "d-1", store: live };
  expect(codes(moved, run)).toEqual(["CS4002"]);
  expect(codes({ ...moved, allowRebind: true }, run)).toEqual([]);
});

it.each<[string | undefined, string | undefined, string | undefined, boolean, boolean]>([
  ["theirs", "mine", undefined, false, true],
  ["theirs", "mine", undefined, true, false],
  ["theirs", "mine", "mine", false, true],
  ["mine", "mine", undefined, false, false],
  ["former", "mine", "former", false, false],
  ["theirs", undefined, undefined, false, false],
  [undefined, "mine", undefined, false, false],
])(
  "a row of the cloud id %s, declared %s, written by this stack as %s, allowed to rebind: %s; refused: %s",
  (found, declaredId, written, allowRebind, refused) => {
    const bound = { name: "shop", role: "production" as const, cloudId: declaredId };
    const guard = () =>
      cloudIdGuard(
        { environmentId: "d-1", cloudId: found },
        { projectId: "p-1", type: "Production", store: bound, allowRebind },
        written,
      );
    if (refused) expect(guard).toThrow(/CS4007: store.cloudId is mine, .* environment theirs/);
    else expect(guard).not.toThrow();
  },
);
