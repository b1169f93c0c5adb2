import type { DataSpaceFacts } from "../plan/facts";
import { type Dependencies, isOther } from "../plan/graph";
import { factsAs, type Resource } from "../plan/resources";

/** What uses pairs of this stack: a store, or a resource that takes a pair for no store we know. */
export interface Consumer {
  readonly name: string;
  readonly store: { readonly name: string; readonly role: string } | undefined;
  readonly dataSpace: Resource | undefined;
  readonly facts: DataSpaceFacts | undefined;
  readonly services: readonly string[];
  /** Resources of other providers that carry its settings. */
  readonly feeds: readonly Resource[];
  readonly uses: readonly Use[];
}

/** How a consumer comes by a pair. */
export interface Use {
  readonly pair: Resource;
  /** The resources that bring it, and those behind them: the last of them to change ends the wait. */
  readonly deliveries: readonly Resource[];
  readonly heldBefore: boolean;
  readonly heldAfter: boolean;
  /** No resource brings it: the store is taken to use the pair that its data space signs with. */
  readonly unfed: boolean;
}

export function consumersOf(dependencies: Dependencies): Consumer[] {
  const { resources } = dependencies;
  const pairs = [...resources.values()].filter(({ kind }) => kind === "ApiKeyPair");
  const fed = new Set<string>();
  const stores = [...resources.values()]
    .filter(({ kind }) => kind === "DataSpace")
    .flatMap((dataSpace): Consumer[] => {
      const facts = factsAs(dataSpace.after, "dataSpace") ?? factsAs(dataSpace.before, "dataSpace");
      const feeds = dependencies.downstream(dataSpace.urn, isOther).filter(isOther);
      for (const { urn } of feeds) fed.add(urn);
      const store = facts?.store ?? factsAs(dataSpace.before, "dataSpace")?.store;
      if (!store && feeds.length === 0) return [];
      const recorded = factsAs(dataSpace.before, "dataSpace")?.services ?? [];
      return [
        {
          name: store?.name ?? dataSpace.name,
          store,
          dataSpace,
          facts,
          services: recorded.length > 0 ? recorded : (facts?.services ?? []),
          feeds,
          uses: usesOf(dataSpace, feeds, dependencies),
        },
      ];
    });
  const others = pairs.flatMap((pair) =>
    dependencies
      .dependants(pair.urn)
      .filter((resource) => isOther(resource) && !fed.has(resource.urn))
      .map((resource): Consumer => {
        const deliveries = [
          resource,
          ...dependencies.downstream(resource.urn, isOther).filter(isOther),
        ];
        return {
          name: resource.name,
          store: undefined,
          dataSpace: undefined,
          facts: undefined,
          services: [],
          feeds: deliveries,
          uses: [useOf(pair, deliveries)],
        };
      }),
  );
  return [...stores, ...others];
}

function usesOf(
  dataSpace: Resource,
  feeds: readonly Resource[],
  dependencies: Dependencies,
): Use[] {
  const takers = new Map<Resource, Resource[]>();
  for (const feed of feeds)
    for (const source of dependencies.of(feed))
      if (source.kind === "ApiKeyPair") takers.set(source, [...(takers.get(source) ?? []), feed]);
  const inFeeds = new Set(feeds.map(({ urn }) => urn));
  const uses = [...takers].map(([pair, direct]) => {
    const behind = direct.flatMap((resource) =>
      dependencies.downstream(resource.urn, isOther).filter(({ urn }) => inFeeds.has(urn)),
    );
    return useOf(pair, [...new Set([...direct, ...behind])]);
  });
  if (uses.length > 0) return uses;
  return dependencies
    .of(dataSpace)
    .filter(({ kind }) => kind === "ApiKeyPair")
    .map((pair) => ({ ...useOf(pair, []), heldBefore: true, heldAfter: true, unfed: true }));
}

function useOf(pair: Resource, deliveries: readonly Resource[]): Use {
  const holds = (side: "before" | "after") =>
    deliveries.some((resource) => resource[side]?.dependencies.includes(pair.urn));
  return { pair, deliveries, heldBefore: holds("before"), heldAfter: holds("after"), unfed: false };
}

/** The step that gives the consumer what the pair is then; undefined: none of this plan does. */
export function deliveryStep({ deliveries }: Use): number | undefined {
  const indexes = deliveries.flatMap(
    ({ makes, updates, deletes, before }) =>
      makes ?? updates ?? (before && deletes !== undefined ? deletes : []),
  );
  return indexes.length > 0 ? Math.max(...indexes) : undefined;
}
