import { it } from "vitest";
import { POLICIES } from "./emulator";
import { type Case, casesOf, declaredNext, nameOf, OLD_ENVIRONMENT } from "./policy";
import { load } from "./product";
import { expectRecordedJson } from "./recorded";

interface Impact {
  readPlan(plan: string): unknown;
  impactOf(plan: unknown, options: object): unknown;
  render(report: unknown, format: string): Promise<string>;
}
const { readPlan, impactOf, render } = load<Impact>("pulumi-commerce-services/impact");

const OLD = "0".repeat(32);
const NEXT = "1".repeat(32);
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const urnOf = (type: string, name: string) => `urn:pulumi:frozen::shop::${type}::${name}`;
const ours = (kind: string) => `pulumi-nodejs:dynamic/commerce-services:${kind}`;
const PAIR = urnOf(ours("ApiKeyPair"), "key");
const PROJECT = urnOf(ours("SaasProject"), "project");
const SPACE = urnOf(ours("DataSpace"), "live");
const SETTINGS = urnOf("kubernetes:core/v1:Secret", "shop-settings");

const fedBy = (property: string, ...urns: string[]) => ({
  dependencies: urns,
  propertyDependencies: { [property]: urns },
});

/** A plan as the engine prints one: the pair, and a project and a store that take it. */
function planOf(one: Case): object {
  const supplied = { publicKey: NEXT, privateKey: "[secret]" };
  const before =
    one.old === "supplied"
      ? { environment: OLD_ENVIRONMENT, label: "pair", supplied: { ...supplied, publicKey: OLD } }
      : { environment: OLD_ENVIRONMENT, label: "pair", keepers: { rotation: "1" } };
  const after = declaredNext(one, before, supplied);
  const issuer = one.old === "supplied" ? "supplied" : "portal";
  const old = {
    id: OLD,
    inputs: before,
    outputs: { ...before, issuer, publicKey: OLD, privateKey: "[secret]", status: one.status },
  };
  const isNew = one.next !== "as it is";
  const isReplaced = isNew || (one.status === "refused" && one.old === "issued");
  const taken = after.supplied && isNew ? NEXT : UNKNOWN;
  const publicKey = isReplaced ? taken : OLD;
  const taker = (urn: string, property: string, side: (key: string) => object, from: object) => {
    const [oldState, newState] = [OLD, publicKey].map((key) => ({
      id: urn,
      ...side(key),
      ...from,
    }));
    const changed = { op: "update", diffReasons: [property] };
    return { ...(isReplaced ? changed : { op: "same" }), urn, oldState, newState };
  };
  const keyPair = (key: string) => ({
    environment: key === OLD ? OLD_ENVIRONMENT : after.environment,
    publicKey: key,
    privateKey: "[secret]",
  });
  const takers = [
    taker(
      PROJECT,
      "keyPair",
      (key) => ({ inputs: { name: "Shop", keyPair: keyPair(key) } }),
      fedBy("keyPair", PAIR),
    ),
    taker(
      SPACE,
      "keyPair",
      (key) => ({
        inputs: {
          projectId: "p-1",
          type: "Production",
          store: { name: "shop", role: "production" },
          keyPair: keyPair(key),
        },
        outputs: { name: "Production", services: ["Live Search"] },
      }),
      fedBy("keyPair", PAIR, PROJECT),
    ),
    taker(SETTINGS, "stringData", () => ({ inputs: {} }), fedBy("stringData", PAIR, SPACE)),
  ];
  const reasons = { diffReasons: ["keepers"], replaceReasons: ["keepers"] };
  const step = (op: string) => ({
    op,
    urn: PAIR,
    oldState: op === "delete-replaced" ? { ...old, delete: true } : old,
    ...(op !== "delete-replaced" && { newState: { inputs: after } }),
    ...reasons,
  });
  const making = [step("create-replacement"), step("replace")];
  const deletion = step("delete-replaced");
  const replaced =
    one.policy === "delete-first"
      ? [deletion, ...making, ...takers]
      : [...making, ...takers, deletion];
  const same = [{ op: "same", urn: PAIR, oldState: old, newState: old }, ...takers];
  return {
    config: { "commerce-services:keyPolicy": one.policy },
    steps: isReplaced ? replaced : same,
    changeSummary: {},
  };
}

it.each(POLICIES)(
  "reports what it reported of every replacement in an account that is %s",
  async (policy) => {
    const found: Record<string, unknown> = {};
    for (const one of casesOf(policy)) {
      const plan = readPlan(JSON.stringify(planOf(one)));
      const report = impactOf(plan, { complete: true });
      const { graph: _graph, stores: _stores, ...words } = JSON.parse(await render(report, "json"));
      found[nameOf(one)] = words;
    }
    expectRecordedJson(`policy/reports-${policy}.json`, found);
  },
);
