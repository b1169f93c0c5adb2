export type StoreRole = "production" | "staging" | "development";

/** One resource's binding of a data space to a store, as far as it is known. */
export interface Binding {
  readonly dataSpaceId: string;
  readonly type?: "Production" | "Testing" | undefined;
  readonly store?: { readonly name: string; readonly role: StoreRole } | undefined;
  readonly allowRebind: boolean;
}

type ByResource = Map<string, Binding>;

/**
 * Bindings by resource, by data space and by store. Each resource of a run asks for those that
 * share something with its own: to go through all of them would make a stack's cost quadratic.
 */
export class BindingTable {
  readonly #all: ByResource = new Map();
  readonly #bySpace = new Map<string, ByResource>();
  readonly #byStore = new Map<string, ByResource>();

  get(resource: string): Binding | undefined {
    return this.#all.get(resource);
  }

  set(resource: string, binding: Binding): void {
    this.delete(resource);
    this.#all.set(resource, binding);
    group(this.#bySpace, binding.dataSpaceId).set(resource, binding);
    if (binding.store) group(this.#byStore, binding.store.name).set(resource, binding);
  }

  delete(resource: string): void {
    const binding = this.#all.get(resource);
    if (!binding) return;
    this.#all.delete(resource);
    this.#bySpace.get(binding.dataSpaceId)?.delete(resource);
    if (binding.store) this.#byStore.get(binding.store.name)?.delete(resource);
  }

  /** The resources bound to the data space. */
  ofSpace(dataSpaceId: string): string[] {
    return [...(this.#bySpace.get(dataSpaceId)?.keys() ?? [])];
  }

  /** Bindings of the same data space by other resources, with these. */
  sameSpace(resource: string, { dataSpaceId }: Binding): [string, Binding][] {
    return others(this.#bySpace.get(dataSpaceId), resource);
  }

  /** Bindings of the same store by other resources, with these. */
  sameStore(resource: string, { store }: Binding): [string, Binding][] {
    return store ? others(this.#byStore.get(store.name), resource) : [];
  }
}

function group(groups: Map<string, ByResource>, key: string): ByResource {
  const found = groups.get(key) ?? new Map<string, Binding>();
  groups.set(key, found);
  return found;
}

const others = (of: ByResource | undefined, resource: string) =>
  [...(of ?? [])].filter(([other]) => other !== resource);
