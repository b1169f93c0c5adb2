import { z } from "zod";
import { KEY_POLICIES } from "../../domain/keyPolicy";
import { LEVELS } from "./levels";

/** The one report that every format is rendered from. Published as docs/impact.schema.json. */

const text = z.string();
const level = z.enum(LEVELS);
const urn = z.string().describe("The resource's urn.");

/** A moment of a run. */
export const moment = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("portal") }).describe("In the API Portal, before any up."),
    z.object({ kind: z.literal("earlier-run") }).describe("In a run that ended before this plan."),
    z.object({ kind: z.literal("step"), step: z.int().min(1) }).describe("A number of steps[]."),
    z.object({ kind: z.literal("person") }).describe("When a person acts; this plan never does."),
  ])
  .describe("A moment: when an interruption begins or ends.");
export type Moment = z.infer<typeof moment>;

export const step = z.object({
  number: z.int().min(1).describe("Its place in the order of the run, from 1."),
  op: text.describe("The engine's word: create, update, create-replacement, delete-replaced, …"),
  urn,
  type: text,
  name: text,
  does: text.describe("What the step does, in words."),
  doubtful: z
    .boolean()
    .describe(
      "Planned only because a preview cannot know what an update in place gives; may not come.",
    ),
});
export type Step = z.infer<typeof step>;

export const interruption = z.object({
  store: z.string().nullable().describe("The store's name; null for another consumer of the pair."),
  consumer: text.describe("The store's name, or the name of the resource that takes the pair."),
  role: z.string().nullable().describe("The store's role; null where there is no store."),
  pair: text.describe("The pair's resource name."),
  environment: z.enum(["production", "sandbox"]).nullable(),
  from: moment,
  to: moment,
  services: z.array(text).describe("The services on the store's data space, as last recorded."),
  assumed: z.array(text).describe("What this rests on that the plan cannot show; empty: nothing."),
});
export type Interruption = z.infer<typeof interruption>;

export const pairChange = z.enum([
  "issued",
  "adopted",
  "rotated",
  "taken over",
  "removed",
  "left to delete",
  "corrected",
  "relabelled",
  "unchanged",
]);
export type PairChange = z.infer<typeof pairChange>;

export const pair = z.object({
  urn,
  name: text,
  environment: z.enum(["production", "sandbox"]).nullable(),
  change: pairChange,
  issuer: z.enum(["portal", "supplied"]),
  from: z.string().nullable().describe("The public key now; null where there is none yet."),
  to: z.string().nullable().describe("The public key afterwards; null: none, or unknown until up."),
  toUnknown: z.boolean().describe("True when `to` is unknown until up."),
  reasons: z.array(text).describe("The inputs whose change asks for this."),
  downstream: z.array(urn).describe("What depends on it, nearest first."),
  stores: z.array(text).describe("The stores of this stack that use it."),
  interrupted: z.boolean(),
  rollback: z.array(z.object({ at: text, text })).describe("The way back at each point."),
});
export type Pair = z.infer<typeof pair>;

export const store = z.object({
  name: text,
  role: text,
  dataSpace: z.object({
    urn,
    name: z.string().nullable(),
    type: z.string().nullable(),
    id: z.string().nullable(),
  }),
  services: z.array(text),
  pairs: z.array(text).describe("Names of the pairs that it uses, as far as this stack shows."),
  fedBy: z.array(urn).describe("Resources of other providers that carry its settings."),
});
export type Store = z.infer<typeof store>;

export const dataSpaceChange = z.enum(["bound", "rebound", "forgotten", "renamed", "updated"]);
export const dataSpace = z.object({
  urn,
  name: text,
  change: dataSpaceChange,
  store: z.object({ name: text, role: text }).nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  dataLoss: z.boolean().describe("The store loses access to the data it has now."),
  text,
  resync: z.array(text).describe("Commands to run in the store afterwards, in order."),
});
export type DataSpace = z.infer<typeof dataSpace>;

export const projectChange = z.enum([
  "adopted",
  "adopted or made",
  "replaced",
  "forgotten",
  "renamed",
  "updated",
]);
export const project = z.object({ urn, name: text, change: projectChange, text });
export type Project = z.infer<typeof project>;

export const risk = z.object({
  rule: text.describe("The rule's name: stable, for baselines and filters."),
  level,
  subject: text.describe("What it is about: a resource's or a store's name, or the stack's."),
  urn: z.string().nullable(),
  text,
  accepted: z
    .object({ until: text, reason: text })
    .nullable()
    .describe("Accepted by the baseline until that day; it then counts for no gate."),
});
export type Risk = z.infer<typeof risk>;

export const handWork = z.object({
  when: z.enum(["before", "during", "after"]),
  afterStep: z.int().nullable().describe("The step after which it can be done."),
  text,
});
export type HandWork = z.infer<typeof handWork>;

const note = z.object({ subject: text, text });

export const node = z.object({
  id: text,
  kind: z.enum(["pair", "project", "dataSpace", "store", "service", "resource"]),
  name: text,
  type: text,
  op: text.describe("What happens to it; `same` when nothing does."),
});
export const graph = z.object({
  nodes: z.array(node),
  edges: z.array(z.object({ from: text, to: text })),
});
export type Graph = z.infer<typeof graph>;
export type GraphNode = z.infer<typeof node>;

export const report = z.object({
  schemaVersion: z.literal(1),
  stack: z.object({ project: text, name: text }),
  question: text.describe(
    "What was asked: this plan, or a rotation that nobody has asked for yet.",
  ),
  risk: level.nullable().describe("The worst risk that is not accepted; null when there is none."),
  headline: text,
  changes: z.boolean().describe("The plan changes something."),
  policy: z.object({
    keyPolicy: z.enum(KEY_POLICIES),
    source: z.enum(["configuration", "default", "option", "portal"]),
    assumed: z.boolean().describe("False only when the portal itself reported it."),
  }),
  risks: z.array(risk).describe("Worst first."),
  interruptions: z.array(interruption),
  pairs: z.array(pair),
  dataSpaces: z.array(dataSpace),
  projects: z.array(project),
  stores: z.array(store),
  steps: z
    .array(step)
    .describe("What the run does, in the engine's order; unchanged ones left out."),
  otherChanges: z
    .int()
    .describe("Steps that touch nothing of this package nor what depends on it."),
  handWork: z.array(handWork),
  unseen: z.array(text).describe("What a stack can't see, whatever the plan says."),
  blindSpots: z.array(text).describe("What this very plan hides, and how to see it."),
  unknown: z.array(note).describe("What is known only after up."),
  warnings: z
    .array(z.object({ code: text, subject: text, text }))
    .describe("The preview's own, but for those that this report tells itself."),
  graph,
});
export type Report = z.infer<typeof report>;

/** The JSON Schema that docs/impact.schema.json holds. */
export const reportJsonSchema = (): object => ({
  $id: "https://github.com/pulumi-commerce-services/pulumi-commerce-services/blob/main/docs/impact.schema.json",
  title: "Impact report of pulumi-commerce-services",
  ...z.toJSONSchema(report),
});
