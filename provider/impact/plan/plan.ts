import { z } from "zod";
import { redact } from "../../domain/redact";
import { ourKind, parseUrn } from "../../domain/urn";
import { planUnreadable, previewFailed } from "../errors";
import { bag, type Facts, factsOf, mentions, textIn } from "./facts";

/** One side of a step, old or new, as far as a report may know it. */
export interface PlanState {
  /** Of this package's resources only: another provider's id may be anything. */
  readonly facts: Facts | undefined;
  readonly dependencies: readonly string[];
  /** What each of its own properties was made from; the urns of {@link dependencies} or fewer. */
  readonly feeds: readonly string[];
  /** Public keys of this stack's pairs that stand among its inputs in clear. */
  readonly mentions: readonly string[];
  /** The old half of a replacement that an earlier run left behind. */
  readonly pendingDelete: boolean;
  /** The engine only forgets it (`retainOnDelete`): the provider is not called. */
  readonly retained: boolean;
  /** When it was made, and last changed, in milliseconds since 1970; undefined: the plan has no times. */
  readonly createdMs: number | undefined;
  readonly modifiedMs: number | undefined;
}

export interface PlanStep {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly old: PlanState | undefined;
  readonly next: PlanState | undefined;
  /** Property paths that differ, and those that force a replacement. */
  readonly reasons: readonly string[];
  readonly replaceReasons: readonly string[];
}

export interface Plan {
  readonly stack: string;
  readonly project: string;
  /** The settings of our namespace that are no secrets. */
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly PlanStep[];
  readonly warnings: readonly { readonly urn: string | undefined; readonly text: string }[];
  /** Made with `--show-replacement-steps`, as far as the plan itself shows. */
  readonly replacementSteps: boolean | undefined;
  /** Made with `--show-sames`. */
  readonly sames: boolean;
}

const state = z.object({
  id: z.unknown().optional(),
  inputs: z.unknown().optional(),
  outputs: z.unknown().optional(),
  // Looked into by hand: checking each of their texts here would double the time of a large plan.
  dependencies: z.unknown().optional(),
  propertyDependencies: z.unknown().optional(),
  delete: z.unknown().optional(),
  retainOnDelete: z.unknown().optional(),
  created: z.unknown().optional(),
  modified: z.unknown().optional(),
});
const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  diffReasons: z.array(z.string()).nullish(),
  replaceReasons: z.array(z.string()).nullish(),
});
const document = z.object({
  config: z.record(z.string(), z.unknown()).nullish(),
  steps: z.array(step).nullish(),
  diagnostics: z
    .array(z.object({ urn: z.string().nullish(), message: z.string(), severity: z.string() }))
    .nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});
type State = z.output<typeof state>;

/** Reads a plan. Throws CS6001 when the text is none, CS6002 when the preview had failed. */
export function readPlan(text: string, source = "the plan"): Plan {
  const result = document.safeParse(jsonIn(text, source));
  if (!result.success) throw planUnreadable(source, "not the document of pulumi preview --json");
  const { steps, diagnostics, config, changeSummary } = result.data;
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw previewFailed(errors.map(({ message }) => redact(message.trim())).join("\n"));
  if (!steps) throw planUnreadable(source, "it has no steps");
  for (const raw of steps) raw.urn = redact(raw.urn);
  const pairIds = new Set(steps.flatMap(pairIdsIn));
  const current = new Map(
    steps
      .filter(({ op }) => !op.startsWith("delete"))
      .map(({ urn, oldState }) => [urn, oldState?.id]),
  );
  const read = steps.map((raw): PlanStep => {
    const { type, name } = parseUrn(raw.urn);
    const side = (value: State | null | undefined) =>
      value && {
        ...stateOf(value, type, pairIds),
        // The old half of this plan's own replacement is marked for deletion as well.
        pendingDelete: value.delete === true && value.id !== current.get(raw.urn),
      };
    return {
      op: raw.op,
      urn: raw.urn,
      type,
      name,
      old: side(raw.oldState) ?? undefined,
      next: side(raw.newState) ?? undefined,
      reasons: (raw.diffReasons ?? []).map((path) => redact(path)),
      replaceReasons: (raw.replaceReasons ?? []).map((path) => redact(path)),
    };
  });
  const has = (op: string) => read.some((one) => one.op === op);
  const [first] = read;
  return {
    stack: first ? parseUrn(first.urn).stack : "",
    project: first ? parseUrn(first.urn).project : "",
    config: configOf(config ?? {}),
    steps: read,
    warnings: (diagnostics ?? [])
      .filter(({ severity, message }) => severity === "warning" && /\bCS\d{4}: /.test(message))
      .map(({ urn, message }) => ({
        urn: urn ? redact(urn) : undefined,
        text: warningText(message),
      })),
    replacementSteps:
      has("create-replacement") || has("delete-replaced")
        ? true
        : has("replace")
          ? false
          : undefined,
    sames: read.filter(({ op }) => op === "same").length >= (changeSummary?.same ?? 0),
  };
}

/** A plan printed by a script often has lines before it, such as npm's own. */
function jsonIn(text: string, source: string): unknown {
  const start = text.search(/^\s*\{/m);
  if (start < 0) throw planUnreadable(source, text.trim() === "" ? "it is empty" : "not JSON");
  const json = start === 0 ? text : text.slice(start);
  try {
    return JSON.parse(json);
  } catch {
    throw planUnreadable(
      source,
      isEventStream(json)
        ? "a stream of events, as PULUMI_ENABLE_STREAMING_JSON_PREVIEW makes: preview without it"
        : "not JSON, or cut off",
    );
  }
}

/** A JSON document on each line, numbered. */
const isEventStream = (json: string) => /^\s*\{"sequence":\d+,"timestamp":\d+,/.test(json);

function pairIdsIn({ urn, oldState }: z.output<typeof step>): string[] {
  const id = ourKind(parseUrn(urn).type) === "ApiKeyPair" ? textIn(oldState?.id) : undefined;
  return id === undefined ? [] : [id];
}

function stateOf(
  raw: State,
  type: string,
  pairIds: ReadonlySet<string>,
): Omit<PlanState, "pendingDelete"> {
  const kind = ourKind(type);
  const found = new Set<string>();
  if (pairIds.size > 0) mentions(raw.inputs, pairIds, found);
  const byProperty = Object.values(bag(raw.propertyDependencies));
  const feeds = new Set(byProperty.flatMap(urnsIn));
  const dependencies = [...new Set([...urnsIn(raw.dependencies), ...feeds])];
  return {
    facts: kind && factsOf(kind, raw.inputs, raw.outputs, raw.id),
    dependencies,
    // Where the engine did not say which property came from where, all of them may have.
    feeds: byProperty.length > 0 ? [...feeds] : dependencies,
    mentions: kind === "ApiKeyPair" ? [] : [...found],
    retained: raw.retainOnDelete === true,
    createdMs: momentIn(raw.created),
    modifiedMs: momentIn(raw.modified),
  };
}

function momentIn(value: unknown): number | undefined {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

const urnsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((urn) => (typeof urn === "string" ? redact(urn) : [])) : [];

const SETTINGS = ["gatewayUrl", "sandboxGatewayUrl", "portalUrl", "keyPolicy", "merchantId"];

function configOf(config: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    SETTINGS.flatMap((key) => {
      const value = textIn(config[`commerce-services:${key}`]);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** From our code on: the engine puts its own words before it. */
function warningText(message: string): string {
  const text = redact(message.trim());
  return text.slice(Math.max(0, text.search(/\bCS\d{4}: /)));
}
