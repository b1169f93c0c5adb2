import type { Context } from "../analysis/context";
import { factsAs, type Resource } from "../plan/resources";
import type { Graph, GraphNode, Store } from "../report/model";

/** The stores of the stack, with what binds, feeds and serves them. */
export function storesOf({ consumers }: Context): Store[] {
  return consumers.flatMap(({ store, dataSpace, facts, services, feeds, uses }) => {
    if (!store || !dataSpace) return [];
    const before = factsAs(dataSpace.before, "dataSpace");
    return [
      {
        name: store.name,
        role: store.role,
        dataSpace: {
          urn: dataSpace.urn,
          name: facts?.name ?? before?.name ?? null,
          type: facts?.type ?? before?.type ?? null,
          id: before?.dataSpaceId ?? facts?.dataSpaceId ?? null,
        },
        services: [...services],
        pairs: uses.map(({ pair }) => pair.name),
        fedBy: feeds.map(({ urn }) => urn),
      },
    ];
  });
}

const KIND = { ApiKeyPair: "pair", SaasProject: "project", DataSpace: "dataSpace" } as const;

/** Key → project → data space → store → services, and what other providers hang on them. */
export function graphOf({ resources, dependencies, consumers }: Context): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Set<string>();
  const add = ({ urn, kind, name, type, op }: Resource) =>
    nodes.set(urn, { id: urn, kind: kind ? KIND[kind] : "resource", name, type, op });
  for (const resource of resources.values()) if (resource.kind) add(resource);
  for (const { feeds } of consumers) for (const resource of feeds) add(resource);
  for (const { id } of [...nodes.values()]) {
    const resource = resources.get(id);
    if (!resource) continue;
    for (const source of dependencies.of(resource))
      if (nodes.has(source.urn)) edges.add(`${source.urn}\n${id}`);
  }
  for (const { store, dataSpace, services, feeds } of consumers) {
    if (!store || !dataSpace) continue;
    const id = `store:${store.name}`;
    nodes.set(id, { id, kind: "store", name: store.name, type: store.role, op: "same" });
    const ends = lastOf(feeds, dependencies);
    for (const { urn } of ends.length > 0 ? ends : [dataSpace]) edges.add(`${urn}\n${id}`);
    for (const service of services) {
      const to = `service:${service}`;
      nodes.set(to, { id: to, kind: "service", name: service, type: "service", op: "same" });
      edges.add(`${id}\n${to}`);
    }
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges].map((edge) => {
      const [from = "", to = ""] = edge.split("\n");
      return { from, to };
    }),
  };
}

/** The feeds that no other feed stands behind: what reaches the store. */
function lastOf(feeds: readonly Resource[], dependencies: Context["dependencies"]): Resource[] {
  const sources = new Set(feeds.flatMap((feed) => dependencies.of(feed).map(({ urn }) => urn)));
  return feeds.filter(({ urn }) => !sources.has(urn));
}
