import { impactOf, type Report, readPlan } from "../../provider/impact";
import { changesSomething } from "../../tools/quickstart/plan";
import type { StepRun, StoreCall } from "../../tools/quickstart/timeline";
import type { Trial } from "./edits";
import { emptyScore, type Score, scoreSets } from "./score";
import { type Shop, WHOLE_PLAN } from "./shop";

const STORES = ["shop", "shop-staging"];

export interface Outcome {
  readonly operations: Score;
  /** Of the operations, those that the report itself calls doubtful: an upstream limit. */
  readonly doubtful: Score;
  readonly properties: Score;
  readonly calls: Score;
  readonly interruptions: Score;
}

/** Edits, previews, runs, and compares what was said with what happened. */
export async function measure(shop: Shop, { edits, run }: Trial): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await shop.edit(edits);
  if (run === "target") outcomes.push(await compare(shop, ["--target", shop.urn("key")]));
  if (run === "fails") {
    shop.storesGoDown();
    await shop.project.up();
    shop.storesComeBack();
  }
  outcomes.push(await compare(shop, []));
  return outcomes;
}

async function compare(shop: Shop, flags: readonly string[]): Promise<Outcome> {
  const { project, emulator } = shop;
  const preview = await project.preview(...WHOLE_PLAN, ...flags);
  if (preview.code !== 0)
    throw new Error(`the preview failed:\n${preview.stdout}${preview.stderr}`);
  const plan = readPlan(preview.stdout);
  const report = impactOf(plan, { complete: true, targeted: flags.length > 0 });
  const since = emulator.calls().at(-1)?.sequence ?? 0;

  const began = performance.now();
  const elapsedMs = () => Math.round(performance.now() - began);
  const stores = STORES.map((name) => shop.startStore(name, elapsedMs));
  const events: Event[] = [];
  await Promise.all(stores.map((store) => store.answeredSince(elapsedMs())));
  const up = shop.project.start(["up", "--yes", "--skip-preview", "--json", ...flags]);
  let rest = "";
  up.child.stdout?.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) events.push(...eventsIn(line, elapsedMs()));
  });
  const { code, stdout } = await up.done;
  await Promise.all(stores.map((store) => store.answeredSince(elapsedMs())));
  await Promise.all(stores.map((store) => store.stop()));

  const refused = report.risks.some(({ rule }) => rule === "deletion-refused");
  if ((code === 0) === refused)
    throw new Error(
      `the run ended with ${code}, a refused deletion was ${refused ? "" : "not "}foretold:\n${stdout.slice(-3000)}`,
    );
  const steps = runsOf(events);
  const done = steps.filter(({ endedMs }) => endedMs !== undefined);
  const foretold = plan.steps.filter(
    (step) =>
      changesSomething(step) &&
      !(refused && step.op === "delete-replaced" && step.type.endsWith(":ApiKeyPair")),
  );
  const raw = JSON.parse(preview.stdout.slice(preview.stdout.indexOf("{"))) as RawPlan;
  const calls = emulator.calls(since).filter(({ method }) => method !== "GET");
  const doubted = new Set(report.steps.filter(({ doubtful }) => doubtful).map(({ urn }) => urn));
  const sure = ({ urn }: { readonly urn: string }) => !doubted.has(urn);
  const unsure = ({ urn }: { readonly urn: string }) => doubted.has(urn);
  const named = ({ op, urn }: { readonly op: string; readonly urn: string }) => `${op} ${urn}`;
  return {
    operations: scoreSets(foretold.filter(sure).map(named), done.filter(sure).map(named)),
    doubtful: scoreSets(foretold.filter(unsure).map(named), done.filter(unsure).map(named)),
    properties: scoreSets(
      raw.steps.filter((step) => changesSomething(step) && sure(step)).flatMap(pathsIn),
      events
        .filter(({ kind, step }) => kind === "begins" && changesSomething(step) && sure(step))
        .flatMap(({ step }) => pathsIn(step)),
    ),
    calls: scoreSets(
      expectedCalls(plan.steps, raw, refused),
      calls.map(({ method, path }) => `${method} ${pathOf(path)}`),
    ),
    interruptions: scoreInterruptions(
      report,
      steps,
      stores.flatMap((store) => store.calls),
    ),
  };
}

/** The ids in a path are opaque. */
const pathOf = (path: string): string =>
  path
    .replace(/\/environments\/[^/]+/, "/environments/…")
    .replace(/\/projects\/[^/]+/, "/projects/…")
    .replace(/\/keys\/[^/]+/, "/keys/…")
    .replace(/\/cloudid\/[^/]+/, "/cloudid/…");

interface RawStep {
  readonly op: string;
  readonly urn: string;
  readonly newState?: { readonly inputs?: object } | null;
  /** A plan says `kind`, the events of a run `diffKind`. */
  readonly detailedDiff?: Readonly<Record<string, { kind?: string; diffKind?: string }>> | null;
}
interface Inputs {
  readonly name?: string;
  readonly store?: { readonly cloudId?: string };
}
interface RawPlan {
  readonly steps: readonly RawStep[];
}
interface Event {
  readonly kind: "begins" | "ends" | "fails";
  readonly atMs: number;
  readonly step: RawStep;
}

/** (resource, operation, property path, kind of change); a kind says whether it replaces. */
const pathsIn = ({ op, urn, detailedDiff }: RawStep): string[] =>
  Object.entries(detailedDiff ?? {}).map(
    ([path, { kind, diffKind }]) => `${op} ${urn} ${path} ${kind ?? diffKind}`,
  );

function eventsIn(line: string, atMs: number): Event[] {
  let parsed: Record<string, { metadata?: RawStep } | undefined>;
  try {
    parsed = JSON.parse(line);
  } catch {
    return [];
  }
  const kinds = {
    resourcePreEvent: "begins",
    resOutputsEvent: "ends",
    resOpFailedEvent: "fails",
  } as const;
  return Object.entries(kinds).flatMap(([key, kind]) => {
    const step = parsed[key]?.metadata;
    return step ? [{ kind, atMs, step }] : [];
  });
}

function runsOf(events: readonly Event[]): StepRun[] {
  return events
    .filter(({ kind, step }) => kind === "begins" && changesSomething(step))
    .map(({ atMs, step }) => {
      const end = events.find(
        (one) => one.kind === "ends" && one.step.op === step.op && one.step.urn === step.urn,
      );
      return { op: step.op, urn: step.urn, beganMs: atMs, endedMs: end?.atMs };
    });
}

type Steps = ReturnType<typeof readPlan>["steps"];

/** The calls that change something in the account, as the plan's steps mean them. */
function expectedCalls(steps: Steps, raw: RawPlan, refused: boolean): string[] {
  const declared = new Map(raw.steps.map(({ urn, newState }) => [urn, newState?.inputs]));
  const details = new Map(raw.steps.map(({ urn, detailedDiff }) => [urn, detailedDiff]));
  return steps.flatMap((step) => {
    const { op, type, old, next, reasons } = step;
    const facts = next?.facts ?? old?.facts;
    if (facts?.kind === "pair") {
      const before = old?.facts?.kind === "pair" ? old.facts : undefined;
      if (/^create/.test(op) && facts.issuer === "portal") return ["POST /v1/keys"];
      if (/^delete/.test(op) && facts.issuer === "portal" && !refused) return ["DELETE /v1/keys/…"];
      if (
        op === "update" &&
        reasons.includes("label") &&
        facts.issuer === "portal" &&
        before?.issuer === "portal"
      )
        return ["PATCH /v1/keys/…"];
      return [];
    }
    const registry = "/merchant-registry/v1/registry";
    if (type.endsWith(":SaasProject") && op === "update" && reasons.includes("name"))
      return [`PATCH ${registry}/projects/…`];
    if (facts?.kind !== "dataSpace") return [];
    const environment = `${registry}/environments/…`;
    // Names and cloud ids are new with every edit, so what is declared is a change.
    const { name, store } = (declared.get(step.urn) ?? {}) as Inputs;
    const made = op.startsWith("create");
    const renames = name !== undefined && (made || reasons.includes("name"));
    const paths = Object.keys(details.get(step.urn) ?? {});
    const moves =
      store?.cloudId !== undefined && (made || paths.some((path) => /^store\.cloudId/.test(path)));
    if (op !== "update" && !made) return [];
    return [
      ...(renames ? [`PATCH ${environment}`] : []),
      ...(moves ? [`PUT ${environment}/cloudid/…`] : []),
    ];
  });
}

/**
 * A store counts as interrupted when calls of it were refused. Foretold and met: every refusal lies
 * within the stretch that the report names, from the begin of one step to the end of the other.
 */
function scoreInterruptions(
  report: Report,
  steps: readonly StepRun[],
  calls: readonly StoreCall[],
): Score {
  let score = emptyScore();
  const runOf = (number: number) => {
    const step = report.steps.find((one) => one.number === number);
    return steps.find(({ op, urn }) => op === step?.op && urn === step.urn);
  };
  for (const name of STORES) {
    const refusals = calls.filter((call) => call.store === name && call.outcome === "refused");
    const failures = calls.filter((call) => call.store === name && call.outcome === "failed");
    if (failures.length > 0) throw new Error(`a call of ${name} failed: ${failures[0]?.detail}`);
    const windows = report.interruptions
      .filter((one) => one.environment === "production" && feeds(report, one.store, name))
      .map(({ from, to }) => ({
        fromMs:
          from.kind === "step"
            ? (runOf(from.step)?.beganMs ?? Number.POSITIVE_INFINITY)
            : Number.NEGATIVE_INFINITY,
        toMs:
          to.kind === "step"
            ? (runOf(to.step)?.endedMs ?? Number.NEGATIVE_INFINITY)
            : Number.POSITIVE_INFINITY,
      }));
    const within = (call: StoreCall) =>
      windows.some(({ fromMs, toMs }) => call.answeredMs >= fromMs && call.sentMs <= toMs);
    const met = windows.filter(({ fromMs, toMs }) =>
      refusals.some((call) => call.answeredMs >= fromMs && call.sentMs <= toMs),
    ).length;
    const unforetold = refusals.some((call) => !within(call)) ? 1 : 0;
    score = {
      right: score.right + met,
      wrong: [
        ...score.wrong,
        ...(met < windows.length ? [`${name}: foretold, and never refused`] : []),
      ],
      missed: [
        ...score.missed,
        ...(unforetold ? [`${name}: refused outside of what was foretold`] : []),
      ],
    };
  }
  return score;
}

/** The store of a report, and the resource that writes its settings, go by different names. */
const feeds = ({ stores }: Report, store: string | null, file: string): boolean =>
  stores.some(
    ({ name, fedBy }) => name === store && fedBy.some((urn) => urn.endsWith(`::${file}`)),
  );
