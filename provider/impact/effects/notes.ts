import { listed } from "../../domain/text";
import { dataSpaceChanges, dataSpacePasses } from "../../resources/dataSpace/errors";
import { onlyNameChanges } from "../../resources/errors";
import {
  issuedGivesWay,
  issueStopsOthers,
  projectGetsPair,
  rotationDeletesFirst,
  rotationOverlaps,
  rotationStops,
  storeGetsPair,
  suppliedRotation,
} from "../../resources/rotationWarnings";
import { mayInitialise, projectReplaced } from "../../resources/saasProject/errors";
import type { Context } from "../analysis/context";
import type { Hidden } from "../analysis/hidden";
import { factsAs, type Resource } from "../plan/resources";
import type { Report } from "../report/model";

/** What a stack can't see. Said whenever a pair or a binding changes, for it is always true then. */
export function unseenOf({ resources }: Context): string[] {
  const touched = [...resources.values()].some(
    ({ kind, makes, deletes, pending }) =>
      kind !== undefined && (makes !== undefined || deletes !== undefined || pending.length > 0),
  );
  return touched
    ? [
        "Stores in other stacks, or fed by another tool or by a person, are not in this plan. Those that use these pairs or data spaces are affected too.",
        "A step ends when its resource is updated. What reaches a store later (Argo CD, a redeploy, a config cache still to be cleaned) ends its interruption later.",
      ]
    : [];
}

/** What this very plan hides, for how it was made. */
export function blindSpotsOf({ plan, options }: Context): string[] {
  const spots: string[] = [];
  if (!plan.sames)
    spots.push(
      "Made without --show-sames: resources that stay as they are do not appear, so stores that keep an old pair are missing here.",
    );
  if (plan.replacementSteps === false)
    spots.push(
      "Made without --show-replacement-steps: the order of a replacement's halves is the usual one, and pairs that an earlier run left to delete are missing here.",
    );
  else if (plan.replacementSteps === undefined && options.complete !== true && !plan.sames)
    spots.push(
      "Nothing shows whether it was made with --show-replacement-steps: pairs that an earlier run left to delete may be missing here.",
    );
  return spots;
}

/** What is known only after `up`, or not from this plan. */
export function unknownOf(context: Context, hidden: readonly Hidden[]): Report["unknown"] {
  const notes: { subject: string; text: string }[] = [];
  for (const resource of context.resources.values()) {
    const space = factsAs(resource.after, "dataSpace");
    if (space && resource.op !== "same" && space.unknown.length > 0)
      notes.push({
        subject: resource.name,
        text: `${space.unknown.join(", ")}: known only after up.`,
      });
    if (
      resource.kind === "DataSpace" &&
      resource.before === undefined &&
      resource.makes !== undefined
    )
      notes.push({
        subject: resource.name,
        text: "Which data space it is, and the services on it, are known only after up.",
      });
  }
  const doubtful = hidden.filter(({ certain }) => !certain).map(({ resource }) => resource.name);
  if (doubtful.length > 0)
    notes.push({
      subject: listed(doubtful),
      text: "Depends on a pair that is replaced, but is not updated: it takes only what does not change, or ignoreChanges or --target keeps the new pair from it.",
    });
  const maybe = doubtfulUpdates(context).map(({ name }) => name);
  if (maybe.length > 0)
    notes.push({
      subject: listed(maybe),
      text: "Previewed as updated, because the outputs of a resource that is updated in place are unknown until up; it may turn out unchanged.",
    });
  return notes;
}

/**
 * Updates of other providers' resources that the engine plans only because a resource of this
 * package is updated in place, whose outputs a preview of the dynamic provider cannot know; and
 * what follows from such an update alone.
 */
export function doubtfulUpdates({ resources, dependencies }: Context): Resource[] {
  const doubtful = new Set<Resource>();
  // What a resource depends on stands before it.
  for (const resource of resources.values()) {
    if (resource.kind !== undefined || resource.op !== "update") continue;
    const sources = dependencies.of(resource);
    const mayNotChange = (one: Resource) =>
      doubtful.has(one) || (one.kind !== undefined && one.op === "update");
    if (sources.some(mayNotChange) && sources.every(({ op }) => op === "update" || op === "same"))
      doubtful.add(resource);
  }
  return [...doubtful];
}

/** What the report itself says, and with more before its eyes than a single row has. */
const REPORTED: ReadonlySet<string> = new Set(
  [
    ...[rotationStops, rotationOverlaps, rotationDeletesFirst, suppliedRotation, issuedGivesWay],
    ...[issueStopsOthers, storeGetsPair, projectGetsPair, onlyNameChanges],
    ...[dataSpaceChanges, dataSpacePasses, projectReplaced, mayInitialise],
  ].map(({ code }) => code),
);

/** The provider's own warnings on the rows of this preview, but for those that the report tells. */
export const warningsOf = ({ plan }: Context): Report["warnings"] =>
  plan.warnings
    .map(({ urn, text }) => ({
      code: /CS\d{4}/.exec(text)?.[0] ?? "",
      subject: urn?.split("::").slice(3).join("::") ?? plan.stack,
      text: text.replace(/^CS\d{4}: /, "").replace(/ See \S+$/, ""),
    }))
    .filter(({ code }) => !REPORTED.has(code));
