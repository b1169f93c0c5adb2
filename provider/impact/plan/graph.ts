import { isOurs, type Resource } from "./resources";

/** Who depends on whom, before or after the run: either may carry a pair to a store. */
export interface Dependencies {
  readonly resources: ReadonlyMap<string, Resource>;
  /** The resources that depend on this one directly. */
  dependants(urn: string): readonly Resource[];
  /** What this one depends on directly, that is in the plan. */
  of(resource: Resource): readonly Resource[];
  /** All that depend on this one, nearest first; `through` may stop the walk behind a resource. */
  downstream(urn: string, through?: (resource: Resource) => boolean): readonly Resource[];
}

export function dependenciesOf(resources: ReadonlyMap<string, Resource>): Dependencies {
  const up = new Map<string, Resource[]>();
  const down = new Map<string, Resource[]>();
  for (const resource of resources.values()) {
    const urns = new Set([
      ...(resource.before?.dependencies ?? []),
      ...(resource.after?.dependencies ?? []),
    ]);
    const sources = [...urns].flatMap((urn) => resources.get(urn) ?? []);
    up.set(resource.urn, sources);
    for (const { urn } of sources) {
      const list = down.get(urn);
      if (list) list.push(resource);
      else down.set(urn, [resource]);
    }
  }
  const dependants = (urn: string) => down.get(urn) ?? [];
  return {
    resources,
    dependants,
    of: ({ urn }) => up.get(urn) ?? [],
    downstream(urn, through = () => true) {
      const seen = new Set<string>([urn]);
      const queue = [...dependants(urn)];
      const found: Resource[] = [];
      // The list grows while it is walked: breadth first.
      for (const resource of queue) {
        if (seen.has(resource.urn)) continue;
        seen.add(resource.urn);
        found.push(resource);
        if (through(resource)) for (const next of dependants(resource.urn)) queue.push(next);
      }
      return found;
    },
  };
}

/** Another provider's resource: what carries settings to a store, or uses a pair itself. */
export const isOther = (resource: Resource): boolean => !isOurs(resource);
