import { resyncCommands } from "../../domain/adobe/resync";
import type { Context } from "../analysis/context";
import type { DataSpaceFacts } from "../plan/facts";
import { factsAs, type Resource } from "../plan/resources";
import type { DataSpace, HandWork, Project } from "../report/model";

const UNKNOWN_ID = "another one, known only after up";

/** What happens to the bindings of stores to data spaces. */
export function dataSpacesOf({ resources }: Context): DataSpace[] {
  return [...resources.values()].flatMap((resource) => {
    if (resource.kind !== "DataSpace" || resource.op === "same") return [];
    const before = factsAs(resource.before, "dataSpace");
    const after = resource.op === "delete" ? undefined : factsAs(resource.after, "dataSpace");
    const change = changeOf(resource, before, after);
    // An update by which it only signs with another pair is told with the pair.
    return change ? [{ ...described(resource, change, before, after) }] : [];
  });
}

function changeOf(
  { op, reasons }: Resource,
  before: DataSpaceFacts | undefined,
  after: DataSpaceFacts | undefined,
): DataSpace["change"] | undefined {
  if (op === "delete") return "forgotten";
  if (!before) return "bound";
  if (op === "replace") return "rebound";
  if (before.store && after?.store && before.store.name !== after.store.name) return "rebound";
  if (reasons.some((path) => /^name\b/.test(path))) return "renamed";
  return reasons.some((path) => !/^keyPair\b/.test(path)) ? "updated" : undefined;
}

function described(
  { urn, name, reasons }: Resource,
  change: DataSpace["change"],
  before: DataSpaceFacts | undefined,
  after: DataSpaceFacts | undefined,
): DataSpace {
  const store = after?.store ?? before?.store ?? null;
  const whose = store ? `the store ${store.name}` : "its store";
  const common = { urn, name, change, store, dataLoss: false, resync: [] as string[] };
  const from = before?.dataSpaceId ?? null;
  if (change === "forgotten")
    return {
      ...common,
      from,
      to: null,
      text: `The binding is forgotten. The data space and its data stay in the account, and ${whose} keeps the settings that it has.`,
    };
  if (change === "bound")
    return {
      ...common,
      from: null,
      to: after?.dataSpaceId ?? null,
      text: `${capital(whose)} is bound to it; catalog data is there once the store's cron has sent it.`,
      resync: [],
    };
  if (change === "renamed")
    return {
      ...common,
      from,
      to: from,
      text: `Only the name changes${after?.name ? `, to ${after.name}` : ""}: data, services and calls stay as they are. Settings that carry the name are written again.`,
    };
  if (change === "updated")
    return {
      ...common,
      from,
      to: from,
      text: `Updated in place (${reasons.filter((path) => !/^keyPair\b/.test(path)).join(", ")}); data and services stay as they are.`,
    };
  const production = store?.role === "production" || before?.store?.role === "production";
  const resync = [...resyncCommands];
  const to = after?.dataSpaceId ?? null;
  if (before?.store && after?.store && before.store.name !== after.store.name)
    return {
      ...common,
      from,
      to: from,
      dataLoss: production,
      resync,
      text: `The data space ${from ?? ""} passes from the store ${before.store.name} to ${after.store.name}: what ${before.store.name} sent stays in it, and both stores' data would mix while both still use it.`,
    };
  return {
    ...common,
    from,
    to,
    dataLoss: true,
    resync,
    text: `${capital(whose)} leaves ${from ?? "its data space"} for ${to ?? UNKNOWN_ID}: catalog and behavioral data of the old one are no longer reachable from it; search, catalog and recommendations are empty until the new one is filled.`,
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function projectsOf({ resources }: Context): Project[] {
  return [...resources.values()].flatMap((resource): Project[] => {
    const { kind, op, urn, name, reasons } = resource;
    if (kind !== "SaasProject" || op === "same") return [];
    const before = factsAs(resource.before, "project");
    const after = factsAs(resource.after, "project");
    if (op === "delete")
      return [
        {
          urn,
          name,
          change: "forgotten",
          text: "It is forgotten. The project and its data spaces stay in the account: the service has no call that deletes them.",
        },
      ];
    if (!before && after?.projectId === undefined && !declaresId(resource))
      return [
        {
          urn,
          name,
          change: "adopted or made",
          text: `A project named ${after?.name ?? "so"} is adopted; in an account that has none it is made, and can never be deleted. Which of the two is known only after up.`,
        },
      ];
    if (!before)
      return [{ urn, name, change: "adopted", text: "The project is taken over as it is." }];
    if (op === "replace")
      return [
        {
          urn,
          name,
          change: "replaced",
          text: `Another project takes the place of ${before.name ?? "this one"} (${before.projectId ?? "unknown id"}): its data spaces, and the stores bound to them, leave with it. The old one stays in the account.`,
        },
      ];
    if (reasons.some((path) => /^name\b/.test(path)))
      return [
        {
          urn,
          name,
          change: "renamed",
          text: `Only the name changes${after?.name ? `, to ${after.name}` : ""}: data spaces, services and calls stay as they are. Settings that carry the name are written again.`,
        },
      ];
    return reasons.some((path) => !/^keyPair\b/.test(path))
      ? [{ urn, name, change: "updated", text: `Updated in place (${reasons.join(", ")}).` }]
      : [];
  });
}

/** Exactly one project is meant, and none is ever made. */
const declaresId = ({ after }: Resource) =>
  after?.facts?.kind === "project" && after.facts.projectId !== undefined;

export function handWorkForDataSpaces(
  spaces: readonly DataSpace[],
  { resources, numberOf }: Context,
): HandWork[] {
  return spaces
    .filter(({ change }) => change === "rebound")
    .map(({ urn, name, store }) => {
      const step = resources.get(urn)?.makes ?? resources.get(urn)?.updates;
      const where = store ? `the store ${store.name}` : `the store of ${name}`;
      return {
        when: "after" as const,
        afterStep: step === undefined ? null : numberOf(step),
        text: `When ${where} has its new settings, run its resync commands there, one feed after another (minutes to hours), then ask Adobe Support to reindex Live Search.`,
      };
    });
}
