import type { Context } from "../analysis/context";
import type { DataSpace, Project } from "../report/model";
import type { Finding } from "../report/rules";

export function risksOfDataSpace(
  { change, store, urn, name, dataLoss, from }: DataSpace,
  { resources }: Context,
): Finding[] {
  const subject = { subject: store?.name ?? name, urn };
  const found: Finding[] = [];
  const after = resources.get(urn)?.after?.facts;
  if (
    after?.kind === "dataSpace" &&
    change !== "forgotten" &&
    after.type === "Production" &&
    after.store &&
    after.store.role !== "production"
  )
    found.push({
      rule: "production-data-outside-production",
      level: "high",
      ...subject,
      text: `The ${after.store.role} store ${after.store.name} writes to a Production data space: its data mixes with the live store's.`,
    });
  if (change === "rebound")
    found.push(
      dataLoss && store?.role === "production"
        ? {
            rule: "production-data-space-changed",
            level: "critical",
            ...subject,
            text: `The production store ${store.name} loses access to its catalog and behavioral data${from ? ` in ${from}` : ""}.`,
          }
        : {
            rule: "data-space-changed",
            level: "medium",
            ...subject,
            text: "The store gets another data space, which is empty for it until its feeds have been sent again.",
          },
    );
  if (change === "forgotten")
    found.push({
      rule: "binding-forgotten",
      level: "low",
      ...subject,
      text: "The binding is no longer managed; the store keeps its settings.",
    });
  if (change === "bound")
    found.push({
      rule: "data-space-bound",
      level: "low",
      ...subject,
      text: "A store is bound to a data space for the first time.",
    });
  if (change === "renamed")
    found.push({ rule: "renamed", level: "low", ...subject, text: "Only a name changes." });
  return found;
}

export function risksOfProject({ change, urn, name, text }: Project): Finding[] {
  const subject = { subject: name, urn };
  if (change === "adopted or made")
    return [{ rule: "project-may-be-made", level: "medium", ...subject, text }];
  if (change === "replaced") return [{ rule: "project-replaced", level: "high", ...subject, text }];
  if (change === "renamed")
    return [{ rule: "renamed", level: "low", ...subject, text: "Only a name changes." }];
  return [];
}
