/**
 * The calls of the SDK's dynamic-provider host, as it makes them (cmd/dynamic-provider of
 * `@pulumi/pulumi`). Declared here so that the provider process needs no SDK import to start.
 */
type Bag = Record<string, unknown>;

export interface DynamicProvider {
  configure(request: { config: HostConfig }): Promise<void>;
  check(
    olds: Bag,
    news: Bag,
  ): Promise<{ inputs: Bag; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Bag, news: Bag): Promise<{ changes?: boolean; replaces?: string[] }>;
  create(inputs: Bag): Promise<{ id: string; outs: Bag }>;
  read(id: string, props: Bag): Promise<{ id: string; props: Bag; inputs?: Bag }>;
  update(id: string, olds: Bag, news: Bag): Promise<{ outs: Bag }>;
  delete(id: string, props: Bag): Promise<void>;
}

export interface HostConfig {
  get(key: string): string | undefined;
  /** All of the stack's configuration. Not public in the SDK: without it misspelt keys go unnoticed. */
  readonly rawConfig?: Readonly<Record<string, string>>;
}

/** An error as the host understands it: with an id, the resource is recorded all the same. */
export interface InitFailure extends Error {
  id: string;
  properties: Bag;
  reasons: string[];
}
