import type { Plan } from "../../provider/impact";
import type { EngineStep, Said } from "./telling";

/** The document of `pulumi preview --json`, as far as the measure looks into it. */
export interface RawPlan {
  readonly steps: readonly EngineStep[];
}

interface SpaceInputs {
  readonly name?: string;
  readonly store?: { readonly cloudId?: string };
}
type Step = Plan["steps"][number];

const REGISTRY = "/merchant-registry/v1/registry";

/** The calls that change something in the account, as the plan's steps mean them. */
export function callsOf({ steps }: Plan, raw: RawPlan, refused: boolean): Said[] {
  return steps.flatMap((step, index) => {
    const calls = forPair(step, refused) ?? forProject(step) ?? forSpace(step, raw.steps[index]);
    return calls.map((text) => ({ urn: step.urn, text }));
  });
}

function forPair({ op, old, next, reasons }: Step, refused: boolean): string[] | undefined {
  const facts = next?.facts ?? old?.facts;
  if (facts?.kind !== "pair") return undefined;
  const before = old?.facts?.kind === "pair" ? old.facts : undefined;
  if (facts.issuer !== "portal") return [];
  if (op.startsWith("create")) return ["POST /v1/keys"];
  if (op.startsWith("delete")) return refused ? [] : ["DELETE /v1/keys/…"];
  const renamed = op === "update" && reasons.includes("label") && before?.issuer === "portal";
  return renamed ? ["PATCH /v1/keys/…"] : [];
}

function forProject({ op, type, reasons }: Step): string[] | undefined {
  if (!type.endsWith(":SaasProject")) return undefined;
  return op === "update" && reasons.includes("name") ? [`PATCH ${REGISTRY}/projects/…`] : [];
}

/** Names and cloud ids are new with every edit, so what is declared is a change. */
function forSpace({ op, type, reasons }: Step, raw: RawPlan["steps"][number] | undefined) {
  if (!type.endsWith(":DataSpace") || (op !== "update" && !op.startsWith("create"))) return [];
  const { name, store } = (raw?.newState?.inputs ?? {}) as SpaceInputs;
  const made = op.startsWith("create");
  const paths = Object.keys(raw?.detailedDiff ?? {});
  const renames = name !== undefined && (made || reasons.includes("name"));
  const moves =
    store?.cloudId !== undefined &&
    (made || paths.some((path) => path.startsWith("store.cloudId")));
  const environment = `${REGISTRY}/environments/…`;
  return [
    ...(renames ? [`PATCH ${environment}`] : []),
    ...(moves ? [`PUT ${environment}/cloudid/…`] : []),
  ];
}
