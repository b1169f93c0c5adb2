import type { PropertyMap } from "../state/wire";

/**
 * The calls of the SDK's dynamic-provider host, as it makes them (cmd/dynamic-provider of
 * `@pulumi/pulumi`). Declared here so that the provider process needs no SDK import to start.
 */
export interface DynamicProvider {
  configure(request: { config: HostConfig }): Promise<void>;
  check(
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ changes?: boolean; replaces?: string[] }>;
  create(inputs: PropertyMap): Promise<{ id: string; outs: PropertyMap }>;
  read(
    id: string,
    props: PropertyMap,
  ): Promise<{ id: string; props: PropertyMap; inputs?: PropertyMap }>;
  update(id: string, olds: PropertyMap, news: PropertyMap): Promise<{ outs: PropertyMap }>;
  delete(id: string, props: PropertyMap): Promise<void>;
}

export interface HostConfig {
  get(key: string): string | undefined;
  /** All of the stack's configuration. Not public in the SDK: without it misspelt keys go unnoticed. */
  readonly rawConfig?: Readonly<Record<string, string>>;
}

/** An error as the host understands it: with an id, the resource is recorded all the same. */
export interface InitFailure extends Error {
  id: string;
  properties: PropertyMap;
  reasons: string[];
}
