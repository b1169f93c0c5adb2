import { ratio, tableOf } from "commerce-services-testkit/exactnessFigures";
import { describe, expect, it } from "vitest";
import { impactOf, type Report, readPlan } from "../../../provider/impact";
import { foretold } from "../../exactness/foretold";
import { compare, mistakesIn } from "../../exactness/score";
import type { Telling } from "../../exactness/telling";
import { planText } from "../impact/support";

/** A genuine plan of a rotation under exclusive; what it foretells stands for what happened. */
const text = planText("rotate");
const plan = readPlan(text);
const report = impactOf(plan, { complete: true });
const told = (lie: (report: Report) => Report = (one) => one, raw = JSON.parse(text)) =>
  foretold(plan, lie(report), raw, [{ urn: "", text: 'key label = "shop"' }]);
const fact = told();
const mistakes = (said: Telling) => mistakesIn(compare(said, fact));
const one = (what: RegExp) => expect.stringMatching(what);

describe("a prediction that is planted wrong is a mistake:", () => {
  it("none is one", () => {
    expect(fact.interruptions.map(({ text }) => text)).toEqual([
      one(/^shop, production: from create-replacement \S+::key until update \S+::shop$/),
      one(
        /^shop-staging, production: from create-replacement \S+::key until update \S+::shop-staging$/,
      ),
    ]);
    expect(mistakes(fact)).toEqual([]);
  });

  it("an interruption that is not said", () => {
    const said = told((one) => ({ ...one, interruptions: one.interruptions.slice(1) }));
    expect(mistakes(said)).toEqual([one(/^interruptions: happened, was not said: shop, /)]);
  });

  it("an interruption that is said to begin earlier", () => {
    const [first, ...rest] = report.interruptions;
    if (!first) throw new Error("the plan interrupts nobody");
    const said = told((one) => ({
      ...one,
      interruptions: [{ ...first, from: { kind: "portal" } }, ...rest],
    }));
    expect(mistakes(said)).toEqual([
      one(/^interruptions: said, did not happen: shop, production: from portal until update /),
      one(/^interruptions: happened, was not said: shop, production: from create-replacement /),
    ]);
  });

  it("an interruption that is said to last longer", () => {
    const last = report.steps.length;
    const said = told((one) => ({
      ...one,
      interruptions: one.interruptions.map((interruption) => ({
        ...interruption,
        to: { kind: "step", step: last },
      })),
    }));
    expect(mistakes(said)).toHaveLength(4);
  });

  it("an operation of another kind, and a call too many", () => {
    const raw = JSON.parse(text);
    for (const step of raw.steps)
      if (step.op === "update" && step.urn.endsWith("::project")) step.op = "delete";
    expect(mistakes(told(undefined, raw)).filter((one) => !one.startsWith("prop"))).toEqual([
      one(/^operations: said, did not happen: delete \S+::project$/),
      one(/^operations: happened, was not said: update \S+::project$/),
    ]);
    const calls = [...fact.calls, ...fact.calls.slice(0, 1)];
    expect(mistakes({ ...fact, calls })).toEqual(["calls: said, did not happen: POST /v1/keys"]);
  });

  it("a property said to be updated that replaces", () => {
    const raw = JSON.parse(text);
    for (const step of raw.steps) delete step.replaceReasons;
    expect(mistakes(told(undefined, raw)).slice(0, 1)).toEqual([
      one(
        /^properties: said, did not happen: create-replacement \S+::key keepers.rotation update$/,
      ),
    ]);
  });
});

it("counts what the report calls doubtful apart: it may not come, but must not come unsaid", () => {
  const [doubted] = fact.operations.filter(({ urn }) => urn.endsWith("::shop"));
  const urns = new Set([doubted?.urn ?? ""]);
  const less = { ...fact, operations: fact.operations.filter((one) => one !== doubted) };
  const came = compare(fact, less, urns);
  expect(came.doubtful).toEqual({ right: 0, wrong: [doubted?.text], missed: [] });
  expect(mistakesIn(came).filter((one) => !one.startsWith("properties"))).toEqual([]);
  expect(mistakesIn(compare(less, fact, urns))).toEqual([
    `doubtful: happened, was not said: ${doubted?.text}`,
  ]);
});

it("adds runs up, and never rounds a mistake away", () => {
  const run = (wrong: number) => ({
    provider: "dynamic" as const,
    seed: 1,
    pairs: 1,
    parts: {},
    scores: { calls: { right: 4999, wrong, missed: 0 } },
  });
  expect(
    tableOf([run(0), run(1)])
      .split("\n")
      .at(-1),
  ).toBe("| calls | 9999 | 0.999 | 1.000 |");
  expect(ratio(0, 0)).toBe("1.000");
});
