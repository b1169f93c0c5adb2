import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ImpactOptions, impactOf, readPlan } from "../../../provider/impact";
import { type Rule, rules } from "../../../provider/impact/report/rules";
import { pair, planOf, replaced, space, step, suppliedPair } from "./stackPlan";
import { ruled } from "./support";

type Plan = readonly [policy: string, steps: readonly object[], options?: ImpactOptions];

const found = ([policy, steps, options]: Plan) =>
  ruled(impactOf(readPlan(planOf(policy, steps)), { complete: true, ...options }));

const OLD = "0".repeat(32);
const NEW = "1".repeat(32);
const KEY = "ApiKeyPair key";
const SPACE = "DataSpace space";
const SECRET = "kubernetes:core/v1:Secret settings";
const old = pair(OLD);
const made = pair(undefined);
const rotation = (...between: object[]) => replaced(KEY, old, made, ["keepers"], between);
/** The data space gets the new pair, its store too where something feeds it. */
const given = (role?: string, from = [SPACE, KEY]) => [
  step("update", SPACE, space(OLD, role), space(NEW, role), ["keyPair"]),
  step("update", SECRET, { from }, { from }, ["stringData"]),
];
const unfed = (role: string) => [
  step("update", SPACE, space(OLD, role), space(NEW, role), ["keyPair"]),
];
/** A resource of another provider takes the pair; no data space is in sight. */
const consumer = (op: string, takes = [KEY]) => step(op, SECRET, { from: takes });
const project = (more: object = {}) => ({ id: "p-1", inputs: { name: "Shop", ...more } });
const spaceChange = (role: string | undefined, more: object, reason: string) =>
  step("update", SPACE, space(OLD, role), space(OLD, role, more), [reason]);
const rebound = (role: string | undefined) => [
  step("same", KEY, old),
  ...replaced(SPACE, space(OLD, role), space(OLD, role, { dataSpaceId: "d-2" }), ["dataSpaceId"]),
];
const sandbox = (id: string | undefined) => pair(id, { environment: "sandbox" });
/** A store with a pair of each environment, of which the sandbox one is rotated. */
const both = (role: string, environment: "sandbox" | "production") => {
  const [stays, goes] = environment === "sandbox" ? [old, sandbox(OLD)] : [sandbox(OLD), old];
  const after = environment === "sandbox" ? sandbox(undefined) : made;
  const from = ["ApiKeyPair other", KEY, SPACE];
  return [
    step("same", "ApiKeyPair other", { ...stays, id: NEW }),
    ...replaced(
      KEY,
      goes,
      after,
      ["keepers"],
      [
        step("same", SPACE, { ...space(NEW, role), from: ["ApiKeyPair other"] }),
        step("update", SECRET, { from }, { from }, ["stringData"]),
      ],
    ),
  ];
};

/** Generations of a ring that go, and those that come. */
const RING = (generation: number) =>
  `commerce-services:index:ApiKeyRing$pulumi-nodejs:dynamic/commerce-services:ApiKeyPair keys-${generation}`;
const ring = (gone: number[], come: number[]) => [
  ...come.map((generation) => step("create", RING(generation), undefined, made)),
  ...gone.map((generation) => step("delete", RING(generation), pair(`${generation}`.repeat(32)))),
];
const ringStays = (generation: number) => [step("same", RING(generation), old)];

/** For each rule a plan that it is about, what it then says, and one that only looks like it. */
const cases: Record<Rule, { is: Plan; says: string; not: Plan }> = {
  "setting-changed": {
    is: ["exclusive", [step("same", KEY, old)], { changedSettings: ["portalUrl"] }],
    says: "critical setting-changed portalUrl",
    not: ["exclusive", [step("same", KEY, old)], { changedSettings: [] }],
  },
  "target-hides-dependants": {
    is: ["overlapping", rotation(step("same", SPACE, space(OLD, "staging")))],
    says: "critical target-hides-dependants key",
    not: ["overlapping", rotation(...given("staging"))],
  },
  "production-open-ended": {
    is: ["exclusive", rotation(...unfed("production"))],
    says: "critical production-open-ended shop",
    not: ["exclusive", rotation(...given("production"))],
  },
  "production-interrupted": {
    is: ["exclusive", rotation(...given("production"))],
    says: "high production-interrupted shop",
    not: ["overlapping", rotation(...given("production"))],
  },
  "store-open-ended": {
    is: ["exclusive", rotation(...unfed("development"))],
    says: "high store-open-ended shop",
    not: ["exclusive", rotation(...given("development"))],
  },
  "store-interrupted": {
    is: [
      "delete-first",
      [step("delete-replaced", KEY, old), ...rotation(...given("staging")).slice(0, -1)],
    ],
    says: "medium store-interrupted shop",
    not: ["exclusive", rotation(...given("production"))],
  },
  "consumer-open-ended": {
    is: ["exclusive", rotation(consumer("same"))],
    says: "high consumer-open-ended settings",
    not: ["exclusive", rotation(consumer("update"))],
  },
  "consumer-interrupted": {
    is: ["exclusive", rotation(consumer("update"))],
    says: "medium consumer-interrupted settings",
    not: ["exclusive", rotation(...given("staging"))],
  },
  "sandbox-interrupted": {
    is: ["exclusive", both("production", "sandbox")],
    says: "medium sandbox-interrupted shop",
    not: ["exclusive", both("production", "production")],
  },
  "production-data-space-changed": {
    is: ["exclusive", rebound("production")],
    says: "critical production-data-space-changed shop",
    not: ["exclusive", [step("same", KEY, old), spaceChange("production", { name: "B" }, "name")]],
  },
  "data-space-changed": {
    is: ["exclusive", rebound("staging")],
    says: "medium data-space-changed shop",
    not: ["exclusive", rebound("production")],
  },
  "seal-changed": {
    is: ["overlapping", replaced(KEY, old, made, ["sealTo"])],
    says: "critical seal-changed key",
    not: ["overlapping", replaced(KEY, old, made, ["keepers"])],
  },
  "deletion-refused": {
    is: ["overlapping", rotation(step("same", SPACE, space(OLD, "staging")))],
    says: "high deletion-refused key",
    not: ["overlapping", rotation(...given("staging"))],
  },
  "second-pair-refused": {
    is: [
      "delete-first",
      [step("same", KEY, old), step("create", "ApiKeyPair second", undefined, made)],
    ],
    says: "high second-pair-refused second",
    not: [
      "delete-first",
      [step("same", KEY, old), step("create", "ApiKeyPair second", undefined, sandbox(undefined))],
    ],
  },
  "account-may-have-a-pair": {
    is: ["delete-first", [step("create", KEY, undefined, made)]],
    says: "medium account-may-have-a-pair key",
    not: ["overlapping", [step("create", KEY, undefined, made)]],
  },
  "account-pair-ends": {
    is: ["exclusive", [step("create", KEY, undefined, made)]],
    says: "high account-pair-ends key",
    not: ["exclusive", [step("create", KEY, undefined, suppliedPair(NEW))]],
  },
  "unseen-users": {
    is: ["exclusive", rotation()],
    says: "medium unseen-users key",
    not: ["exclusive", [step("create", KEY, undefined, made)]],
  },
  "ended-in-the-portal": {
    is: ["exclusive", replaced(KEY, suppliedPair(OLD), suppliedPair(NEW), ["supplied"])],
    says: "medium ended-in-the-portal key",
    not: ["overlapping", replaced(KEY, suppliedPair(OLD), suppliedPair(NEW), ["supplied"])],
  },
  rotation: {
    is: ["overlapping", rotation()],
    says: "low rotation key",
    not: ["exclusive", rotation()],
  },
  "pair-removed": {
    is: ["overlapping", [step("delete", KEY, old)]],
    says: "medium pair-removed key",
    not: ["overlapping", rotation()],
  },
  "run-refused": {
    is: ["exclusive", rotation(step("same", SPACE, space(OLD, "staging"))), { targeted: true }],
    says: "high run-refused key",
    not: ["overlapping", rotation(step("same", SPACE, space(OLD, "staging"))), { targeted: true }],
  },
  "ring-without-overlap": {
    is: ["overlapping", ring([1, 2], [4, 5])],
    says: "critical ring-without-overlap keys",
    not: ["overlapping", [...ring([1], [3]), ...ring([], []), ...ringStays(2)]],
  },
  "pair-retained": {
    is: ["overlapping", replaced(KEY, { ...old, retainOnDelete: true }, made, ["keepers"])],
    says: "medium pair-retained key",
    not: ["overlapping", rotation()],
  },
  "failed-rotation": {
    is: [
      "overlapping",
      [
        step("same", KEY, { ...old, id: NEW }),
        step("delete-replaced", KEY, { ...old, delete: true }),
      ],
    ],
    says: "medium failed-rotation key",
    not: ["overlapping", rotation()],
  },
  "project-replaced": {
    is: [
      "exclusive",
      replaced("SaasProject shop", project(), { inputs: { name: "Shop", projectId: "p-2" } }, [
        "projectId",
      ]),
    ],
    says: "high project-replaced shop",
    not: [
      "exclusive",
      [step("update", "SaasProject shop", project(), project({ name: "B" }), ["name"])],
    ],
  },
  "project-may-be-made": {
    is: [
      "exclusive",
      [step("create", "SaasProject shop", undefined, { inputs: { name: "Shop" } })],
    ],
    says: "medium project-may-be-made shop",
    not: [
      "exclusive",
      [
        step("create", "SaasProject shop", undefined, {
          inputs: { name: "Shop", projectId: "p-2" },
        }),
      ],
    ],
  },
  "production-data-outside-production": {
    is: [
      "exclusive",
      [
        step("same", KEY, old),
        spaceChange("staging", { type: "Production", cloudId: "c" }, "store"),
      ],
    ],
    says: "high production-data-outside-production shop",
    not: [
      "exclusive",
      [step("same", KEY, old), spaceChange("production", { cloudId: "c" }, "store")],
    ],
  },
  "plan-incomplete": {
    is: ["exclusive", [step("replace", KEY, old, made, ["keepers"])]],
    says: "medium plan-incomplete test",
    not: ["exclusive", rotation()],
  },
  "binding-forgotten": {
    is: ["exclusive", [step("delete", SPACE, space(OLD, "staging"))]],
    says: "low binding-forgotten shop",
    not: ["exclusive", rebound("staging")],
  },
  "data-space-bound": {
    is: ["exclusive", [step("create", SPACE, undefined, space(OLD, "staging"))]],
    says: "low data-space-bound shop",
    not: ["exclusive", rebound("staging")],
  },
  renamed: {
    is: ["exclusive", [step("same", KEY, old), spaceChange("staging", { name: "B" }, "name")]],
    says: "low renamed shop",
    not: ["exclusive", [step("same", KEY, old), spaceChange("staging", {}, "allowRebind")]],
  },
};

describe.each(Object.entries(cases))("the rule %s", (rule, { is, says, not }) => {
  it("is found where it applies, and not where it only seems to", () => {
    expect(found(is)).toContain(says);
    expect(found(not).map((one) => one.split(" ")[1])).not.toContain(rule);
  });

  it("has a place in docs/impact.md, with its level", () => {
    const [level] = says.split(" ");
    const row = readFileSync("docs/impact.md", "utf8")
      .split("\n")
      .find((line) => line.includes(`<a id="${rule}"></a>`));
    expect(row?.split("|")[2]).toContain(level);
    expect(Object.keys(rules)).toContain(rule);
  });
});

describe("a pair that is new in an exclusive account", () => {
  const report = impactOf(readPlan(planOf("exclusive", [step("create", KEY, undefined, made)])), {
    complete: true,
  });

  it("is no change that can be taken back: the account's other pair stays dead", () => {
    expect(report.pairs[0]?.rollback).toEqual([
      { at: "before step 1", text: "Stop the run: nothing has happened." },
      {
        at: "from step 1 on",
        text: "Reverting deletes the new pair, but does not bring back the account's other production pair, if it had one: that is dead, and whoever used it must be given another one.",
      },
    ]);
  });

  it("is a high risk in production, a medium one in the sandbox", () => {
    expect(found(["exclusive", [step("create", KEY, undefined, sandbox(undefined))]])).toEqual([
      "medium account-pair-ends key",
    ]);
    expect(ruled(report)).toEqual(["high account-pair-ends key"]);
  });

  it("names the pair of this stack that it ends, and where it is refused says so once", () => {
    const second = [step("same", KEY, old), step("create", "ApiKeyPair second", undefined, made)];
    const under = (policy: string) =>
      impactOf(readPlan(planOf(policy, second)), { complete: true });
    expect(under("exclusive").risks.map(({ text }) => text)).toEqual([
      "Making this one ends key of this stack and any production pair that the account has outside this stack, for good (keyPolicy exclusive): whoever uses it is interrupted until given another one.",
    ]);
    expect(ruled(under("delete-first"))).toEqual(["high second-pair-refused second"]);
  });

  it("can be taken back where both work", () => {
    const { pairs } = impactOf(
      readPlan(planOf("overlapping", [step("create", KEY, undefined, made)])),
    );
    expect(pairs[0]?.rollback).toEqual([
      { at: "at any point", text: "Revert the change and run up again." },
    ]);
  });
});

it("reads the same in whatever order the engine took what does not depend on each other", () => {
  const stores = ["b", "a", "c"].map((name) => {
    const one = (key: string) => space(key, "staging", { store: { name, role: "staging" } });
    return step("update", `DataSpace ${name}`, one(OLD), one(NEW), ["keyPair"]);
  });
  const said = (steps: object[]) => {
    const report = impactOf(readPlan(planOf("exclusive", rotation(...steps))), { complete: true });
    return [ruled(report), report.interruptions.map(({ consumer }) => consumer)];
  };
  expect(said(stores)).toEqual([
    [...["a", "b", "c"].map((name) => `high store-open-ended ${name}`), "medium unseen-users key"],
    ["a", "b", "c"],
  ]);
  expect(said([...stores].reverse())).toEqual(said(stores));
});
