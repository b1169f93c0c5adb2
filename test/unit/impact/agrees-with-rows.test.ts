import { describe, expect, it } from "vitest";
import { KEY_POLICIES, type KeyPolicy, type PairEnd } from "../../../provider/domain/keyPolicy";
import { impactOf, type Report, readPlan } from "../../../provider/impact";
import { apiKeyPair } from "../../../provider/resources/apiKeyPair/lifecycle";
import type { ApiKeyPairState } from "../../../provider/resources/apiKeyPair/schema";
import { Run } from "../../../provider/resources/run/run";
import { offline } from "../resources/offline";
import { pair, planOf, space, step } from "./stackPlan";

/**
 * A row is warned while the engine previews its resource, the report is drawn from the whole plan
 * afterwards. Both tell when the old pair ends, each in its own words: here both are asked about the
 * same replacement.
 */
const ISSUERS = ["portal", "supplied"] as const;
const ENVIRONMENTS = ["production", "sandbox"] as const;
const cases = KEY_POLICIES.flatMap((policy) =>
  ISSUERS.flatMap((was) =>
    ISSUERS.flatMap((becomes) =>
      ENVIRONMENTS.map((environment) => ({ policy, was, becomes, environment })),
    ),
  ),
);
type Case = (typeof cases)[number];

/** What the rows of the stores are told by the row of the pair. */
function endInRows({ policy, was, becomes, environment }: Case): PairEnd | undefined {
  const run = new Run();
  const supplied = { publicKey: "old", privateKey: "-" };
  const state: ApiKeyPairState = {
    environment: "production",
    label: "key",
    publicKey: "old",
    issuer: was,
    ...(was === "portal" ? { keepers: { rotation: "1" } } : { supplied }),
    projects: [],
    status: "accepted",
    createdAt: "2026-01-01T00:00:00Z",
  };
  const inputs = {
    environment,
    label: "key",
    ...(becomes === "portal"
      ? { keepers: { rotation: "2" } }
      : { supplied: { publicKey: "new", privateKey: "-" } }),
  };
  apiKeyPair.diff("old", state, inputs, offline("urn", { keyPolicy: policy }, run));
  return run.pairEnds.get("old");
}

/** The order of the halves is left to the report too: the plan has the word `replace` alone. */
function reportOn({ policy, was, becomes, environment }: Case): Report {
  const by = (issuer: string, publicKey: string) =>
    issuer === "portal"
      ? { keepers: { of: publicKey } }
      : { supplied: { publicKey, privateKey: "[secret]" } };
  const old = pair("old", by(was, "old"));
  const next = pair(becomes === "portal" ? undefined : "new", {
    environment,
    ...by(becomes, "new"),
  });
  const settings = { inputs: {}, from: ["ApiKeyPair key", "DataSpace live"] };
  const plan = planOf(policy, [
    step("replace", "ApiKeyPair key", old, next, ["keepers"]),
    step("update", "DataSpace live", space("old", "production"), space("?", "production"), [
      "keyPair",
    ]),
    step("update", "kubernetes:core/v1:Secret settings", settings, settings, ["stringData"]),
  ]);
  return impactOf(readPlan(plan), { complete: true });
}

/** When the old pair ends, by what the report says of the store, the steps and the people. */
function endInReport({ interruptions, steps, handWork }: Report): PairEnd {
  const [interruption, ...more] = interruptions;
  expect(more).toEqual([]);
  if (interruption?.from.kind === "portal")
    return handWork.some(({ when }) => when === "before") ? "blocked" : "in the portal";
  const deletion = steps.find(({ op }) => op === "delete-replaced");
  if (interruption === undefined)
    return deletion?.does.startsWith("deletes old") ? "after dependants" : "by a person";
  const { from } = interruption;
  const begins = steps.find(({ number }) => from.kind === "step" && number === from.step);
  return begins === deletion ? "before creation" : "at creation";
}

const named = ({ policy, was, becomes, environment }: Case) =>
  `${policy}: ${was} to ${becomes} in ${environment}`;

describe("rows and report say the same of the old pair,", () => {
  it.each(cases.map((one) => [named(one), one] as const))("%s", (_, one) => {
    expect(endInReport(reportOn(one))).toBe(endInRows(one));
  });
});

/** By hand: the rule for those outside the stack, and whether somebody can get the old pair back. */
const consequences: Readonly<Record<string, readonly [rule: string, back: RegExp]>> = {
  "in the portal": ["ended-in-the-portal", /^No way back: the old pair is dead\./],
  blocked: ["unseen-users", /^No way back to the old pair\./],
  "at creation": ["unseen-users", /^No way back to the old pair: it is dead\./],
  "before creation": ["unseen-users", /^No way back to the old pair\./],
  "after dependants": ["rotation", /^No way back to the old pair: rotate again\./],
  "by a person": ["rotation", /^Supply the old pair again/],
};

describe("risk and way back follow from the same end,", () => {
  it.each(cases.map((one) => [named(one), one] as const))("%s", (_, one) => {
    const { risks, pairs } = reportOn(one);
    const [rule, back] = consequences[endInRows(one) ?? ""] ?? [];
    const rules = ["ended-in-the-portal", "unseen-users", "rotation"];
    expect(risks.map((risk) => risk.rule).filter((name) => rules.includes(name))).toEqual([rule]);
    expect(pairs[0]?.rollback.at(-1)?.text).toMatch(back ?? /never/);
  });
});

it("asks a person to delete a supplied pair after the run only where it is still there", () => {
  const after = (one: Case) =>
    reportOn(one).handWork.filter(({ when, text }) => when === "after" && text.includes("old"));
  const asks = cases.filter((one) => after(one).length > 0);
  const supplied = cases.filter(({ was }) => was === "supplied");
  const gone = (policy: KeyPolicy, environment: string) =>
    policy === "delete-first" && environment === "production";
  expect(asks).toEqual(supplied.filter((one) => !gone(one.policy, one.environment)));
});
