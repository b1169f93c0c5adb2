import { describe, expect, it } from "vitest";
import { impactOf, readPlan } from "../../../provider/impact";
import { pair, planOf, replaced, space, step, suppliedPair } from "./stackPlan";
import { interruptions, planText, reportOf, ruled } from "./support";

describe("a rotation of an issued pair", () => {
  it("interrupts each store, under exclusive, from the making of the pair to its own step", () => {
    const report = reportOf("rotate");
    expect(interruptions(report)).toEqual([
      "shop/key: create-replacement key → update shop",
      "shop-staging/key: create-replacement key → update shop-staging",
    ]);
    expect(ruled(report)).toEqual([
      "high production-interrupted shop",
      "medium store-interrupted shop-staging",
      "medium unseen-users key",
    ]);
    expect(report.policy).toEqual({
      keyPolicy: "exclusive",
      source: "configuration",
      assumed: true,
    });
    expect(report.interruptions[0]).toMatchObject({
      role: "production",
      services: expect.arrayContaining(["Product Recommendations", "Catalog Service"]),
      assumed: ["the account's key policy is exclusive (as the stack is configured)"],
    });
  });

  it("interrupts nobody under overlapping, where the old pair goes last", () => {
    const report = reportOf("rotate", { complete: true, keyPolicy: { value: "overlapping" } });
    expect(interruptions(report)).toEqual([]);
    expect(ruled(report)).toEqual(["low rotation key"]);
    expect(report.headline).toBe("Rotates key; nobody in this stack is interrupted.");
  });

  it("assumes nothing of the policy that the portal itself reported", () => {
    const keyPolicy = { value: "exclusive", reported: true } as const;
    const { policy, interruptions } = reportOf("rotate", { complete: true, keyPolicy });
    expect(policy).toEqual({ keyPolicy: "exclusive", source: "portal", assumed: false });
    expect(interruptions.map(({ assumed }) => assumed)).toEqual([[], []]);
  });

  it("names the steps in the order of the run", () => {
    expect(
      reportOf("rotate").steps.map(({ number, op, name }) => `${number} ${op} ${name}`),
    ).toEqual([
      "1 create-replacement key",
      "2 update project",
      "3 update staging",
      "4 update live",
      "5 update shop-staging",
      "6 update shop",
      "7 delete-replaced key",
    ]);
  });

  it("says at each point which way leads back", () => {
    expect(reportOf("rotate").pairs[0]?.rollback.map(({ at }) => at)).toEqual([
      "before step 1",
      "from step 1 on",
    ]);
  });
});

describe("a plan that leaves dependants out", () => {
  it("is critical, and its stores stay interrupted", () => {
    const report = reportOf("rotate-target");
    expect(report.risk).toBe("critical");
    expect(interruptions(report)).toEqual([
      "shop/key: create-replacement key → person",
      "shop-staging/key: create-replacement key → person",
    ]);
    expect(ruled(report)).toEqual([
      "critical target-hides-dependants key",
      "critical production-open-ended shop",
      "high store-open-ended shop-staging",
      "high deletion-refused key",
      "medium unseen-users key",
    ]);
    expect(report.risks[3]?.text).toBe(
      "Step 2 will be refused (CS4004), and the run fails there: project, live, staging would still hold d60df7723fc6a44a4bdf2e2186c34862.",
    );
  });

  it("is said to leave out what only the caller can know: stores that hold the pair as a secret", () => {
    const report = reportOf("rotate-target", { complete: true, targeted: true });
    expect(report.risks[0]?.text).toContain("shop-staging");
    expect(reportOf("rotate-target").unknown.map(({ subject }) => subject)).toEqual([
      "shop-staging, shop",
    ]);
  });
});

describe("a plan made without the two flags", () => {
  it("is recognised, and both blind spots are said", () => {
    const report = reportOf("rotate-bare", {});
    expect(report.blindSpots).toEqual([
      expect.stringContaining("Made without --show-sames"),
      expect.stringContaining("Made without --show-replacement-steps"),
    ]);
    expect(interruptions(report)).toEqual([
      "shop/key: create-replacement key → update shop",
      "shop-staging/key: create-replacement key → update shop-staging",
    ]);
  });
});

describe("what a failed rotation left behind", () => {
  it("is the rest of it: the stores are interrupted since the earlier run", () => {
    const report = reportOf("half");
    expect(report.pairs.map(({ name, change }) => `${name} ${change}`)).toEqual([
      "key left to delete",
    ]);
    expect(interruptions(report)).toEqual([
      "shop/key: earlier-run → update shop",
      "shop-staging/key: earlier-run → update shop-staging",
    ]);
    expect(report.interruptions[0]?.assumed).toHaveLength(2);
    expect(ruled(report)).toContain("medium failed-rotation key");
  });
});

describe("a supplied pair", () => {
  it("interrupts from the moment in the portal on, before any up", () => {
    const report = reportOf("supplied");
    expect(interruptions(report)).toEqual([
      "shop/key: portal → update shop",
      "shop-staging/key: portal → update shop-staging",
    ]);
    expect(report.handWork).toEqual([
      {
        when: "after",
        afterStep: null,
        text: "Delete 324a983baf7e9c703a2dadc360d3729f at https://account.magento.com/apiportal/index/index/, once nothing outside this stack uses it.",
      },
    ]);
  });

  it("is reported on before anyone asks for it", () => {
    const report = impactOf(readPlan(planText("same")), { complete: true, rotate: "key" });
    expect(report.question).toBe("a rotation of key, which nobody has asked for yet");
    expect(interruptions(report).sort()).toEqual(interruptions(reportOf("rotate")).sort());
    expect(() => impactOf(readPlan(planText("same")), { rotate: "nobody" })).toThrow(
      "CS6005: --rotate names nobody, which is no key pair of this plan that stays as it is. Name one of: box, key.",
    );
  });

  it("goes on working until a person deletes it, under overlapping", () => {
    const report = reportOf("supplied", { complete: true, keyPolicy: { value: "overlapping" } });
    expect(interruptions(report)).toEqual([]);
    expect(report.pairs[0]?.rollback).toEqual([
      {
        at: "until a person deletes the old pair at https://account.magento.com/apiportal/index/index/",
        text: "Supply the old pair again and run up: it is still accepted.",
      },
    ]);
  });

  it("must be deleted by hand before a delete-first account issues another", () => {
    const report = reportOf("delete-first");
    expect(ruled(report)).toContain("high second-pair-refused key");
    expect(report.handWork[0]?.when).toBe("before");
  });
});

describe("a data space", () => {
  it("that a production store leaves takes its data out of reach: critical, with the feeds to send again", () => {
    const report = reportOf("other-project");
    expect(report.risk).toBe("critical");
    const live = report.dataSpaces.find(({ name }) => name === "live");
    expect(live).toMatchObject({
      change: "rebound",
      dataLoss: true,
      store: { name: "shop", role: "production" },
      from: "388d1d38-960b-4a55-b0d6-2080a35ad898",
      to: null,
    });
    expect(live?.resync).toHaveLength(9);
    expect(report.unknown.map(({ subject }) => subject)).toEqual(["staging", "live"]);
  });

  it("that a test shop leaves is medium, and the id it goes to is told", () => {
    const report = reportOf("rebind-testing");
    expect(ruled(report)).toEqual(["medium data-space-changed shop-staging"]);
    expect(report.dataSpaces[0]?.to).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([["rename-project"], ["rename-space"]])(
    "or project that is renamed is harmless (%s)",
    (plan) => {
      const report = reportOf(plan);
      expect(report.risk).toBe("low");
      expect(ruled(report)).toEqual([expect.stringMatching(/^low renamed /)]);
      expect(report.interruptions).toEqual([]);
    },
  );
});

it("finds nothing in a plan that changes nothing", () => {
  const report = reportOf("same");
  expect([report.risk, report.changes, report.headline]).toEqual([null, false, "Nothing changes."]);
});

it("says of a label's change that other providers' updates may turn out unchanged", () => {
  const report = reportOf("label");
  expect(report.risk).toBeNull();
  expect(report.unknown).toEqual([
    { subject: "shop, shop-staging", text: expect.stringContaining("may turn out unchanged") },
  ]);
});

it("says of a first up what it may make for ever, and whom it may cut off", () => {
  expect(ruled(reportOf("create"))).toEqual([
    "high account-pair-ends key",
    "medium account-pair-ends box",
    "medium project-may-be-made project",
    "low data-space-bound shop",
    "low data-space-bound shop-staging",
  ]);
});

it("calls the change of a setting critical", () => {
  const report = reportOf("same", { complete: true, changedSettings: ["gatewayUrl"] });
  expect(ruled(report)).toEqual(["critical setting-changed gatewayUrl"]);
});

it("calls the change of a provider's setting critical, as the plan shows it", () => {
  const provider = (...reasons: string[]) =>
    step("update", "pulumi:providers:commerce-services acme", { inputs: {} }, undefined, reasons);
  const report = (...reasons: string[]) =>
    impactOf(readPlan(planOf("exclusive", [provider(...reasons)])), { complete: true });
  const changed = report("portalUrl", "maxConcurrency");
  expect(ruled(changed)).toEqual(["critical setting-changed portalUrl"]);
  expect(changed.risks[0]?.text).toContain("The provider acme gets another portalUrl");
  expect(ruled(report("maxConcurrency", "portalToken"))).toEqual([]);
});

describe("a baseline", () => {
  const accept = [
    { rule: "production-interrupted", subject: "shop", until: "2026-12-01", reason: "quiet hour" },
  ];
  it("accepts a named risk through its day, and no longer", () => {
    const on = (today: string) =>
      reportOf("rotate", { complete: true, baseline: { accept }, today }).risk;
    expect([on("2026-12-01"), on("2026-12-02")]).toEqual(["medium", "high"]);
  });
});

describe("a rotation that nobody has asked for yet, of a supplied pair,", () => {
  const KEY = "ApiKeyPair key";
  const old = suppliedPair("0".repeat(32));
  const settings = { from: [KEY, "DataSpace space"] };
  const plan = (policy: string) =>
    planOf(policy, [
      step("same", KEY, old),
      step("same", "DataSpace space", space("0".repeat(32), "production")),
      step("same", "kubernetes:core/v1:Secret settings", settings),
    ]);
  const report = (policy: string) =>
    impactOf(readPlan(plan(policy)), { complete: true, rotate: "key" });

  it("begins in the portal when a person makes the new one, before any up", () => {
    expect(interruptions(report("exclusive"))).toEqual(["shop/key: portal → update settings"]);
    expect(ruled(report("exclusive"))).toEqual([
      "high production-interrupted shop",
      "medium ended-in-the-portal key",
    ]);
  });

  it.each([
    ["exclusive", "make the new production pair"],
    ["delete-first", "delete the old pair, then make the new production pair"],
  ])("says under %s what the licence holder does first, and the way back", (policy, first) => {
    const { handWork, pairs } = report(policy);
    expect(handWork[0]).toEqual({
      when: "before",
      afterStep: null,
      text: `The licence holder: at https://account.magento.com/apiportal/index/index/ ${first}, save its private key (it is shown once), and supply both halves to key.`,
    });
    expect(pairs[0]?.rollback[0]).toEqual({
      at: "before the new pair is made in the portal",
      text: "Nothing has happened: keep the old pair.",
    });
  });

  it("interrupts nobody where both work", () => {
    expect(interruptions(report("overlapping"))).toEqual([]);
  });
});

it("follows a pair through whatever carries it: the last of them to change ends the wait", () => {
  const KEY = "ApiKeyPair key";
  const [secret, deployment, task, service] = [
    "kubernetes:core/v1:Secret settings",
    "kubernetes:apps/v1:Deployment web",
    "aws:ecs/taskDefinition:TaskDefinition task",
    "aws:ecs/service:Service ecs",
  ] as const;
  const update = (resource: string, from: string[]) =>
    step("update", resource, { from }, { from }, ["x"]);
  const steps = replaced(
    KEY,
    pair("0".repeat(32)),
    pair(undefined),
    ["keepers"],
    [
      step(
        "update",
        "DataSpace space",
        space("0".repeat(32), "production"),
        space("-", "production"),
        ["keyPair"],
      ),
      update(secret, [KEY, "DataSpace space"]),
      update(deployment, [secret]),
      update(task, [KEY]),
      update(service, [task]),
      update("aws:s3/bucket:Bucket unrelated", []),
    ],
  );
  const report = impactOf(readPlan(planOf("exclusive", steps)), { complete: true });
  expect(report.pairs[0]?.downstream.map((urn) => urn.split("::").at(-1))).toEqual([
    "space",
    "settings",
    "task",
    "web",
    "ecs",
  ]);
  expect(interruptions(report)).toEqual([
    "shop/key: create-replacement key → update web",
    "task/key: create-replacement key → update ecs",
  ]);
  expect(report.otherChanges).toBe(1);
  const store = report.graph.edges.filter(({ to }) => to === "store:shop");
  expect(store.map(({ from }) => from.split("::").at(-1))).toEqual(["web"]);
});

it.each([
  ["overlapping", ", which stays alive"],
  ["exclusive", ""],
])("says of a pair that the engine only forgets whether it stays alive: %s", (policy, says) => {
  const kept = { ...pair("0".repeat(32)), retainOnDelete: true };
  const steps = replaced("ApiKeyPair key", kept, pair(undefined), ["keepers"]);
  const report = impactOf(readPlan(planOf(policy, steps)), { complete: true });
  expect(report.steps.at(-1)?.does).toBe(`forgets ${"0".repeat(32)}${says} (retainOnDelete)`);
  expect(report.risks.some(({ rule }) => rule === "pair-retained")).toBe(says !== "");
});

it.each([
  [[1], [2], false],
  [[1], [2, 3], true],
  [[1, 2], [3], true],
  [[1, 2], [3, 4], true],
])("a ring of %j that becomes %j is rated critical: %s", (gone, come, isCritical) => {
  const name = (generation: number) =>
    `commerce-services:index:ApiKeyRing$pulumi-nodejs:dynamic/commerce-services:ApiKeyPair keys-${generation}`;
  const steps = [
    ...come.map((generation) => step("create", name(generation), undefined, pair(undefined))),
    ...gone.map((generation) => step("delete", name(generation), pair(`${generation}`.repeat(32)))),
  ];
  const report = impactOf(readPlan(planOf("overlapping", steps)), { complete: true });
  expect(report.risks.some(({ rule }) => rule === "ring-without-overlap")).toBe(isCritical);
});

it("names a stream of events for what it is", () => {
  const stream =
    '{"sequence":0,"timestamp":1764600000,"preludeEvent":{}}\n{"sequence":1,"timestamp":1,"x":{}}\n';
  expect(() => readPlan(stream, "plan.json")).toThrow(/a stream of events/);
});
