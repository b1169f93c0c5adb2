export type StoreRole = "production" | "staging" | "development";

/** One resource's binding of a data space to a store, as far as it is known. */
export interface Binding {
  readonly dataSpaceId: string;
  readonly type?: "Production" | "Testing" | undefined;
  readonly store?: { readonly name: string; readonly role: StoreRole } | undefined;
  readonly allowRebind: boolean;
}

/** Two bindings that must not stand side by side. */
export type Conflict =
  | {
      readonly kind: "shared space";
      readonly other: string;
      readonly store: string;
      readonly otherStore: string;
      readonly type: string | undefined;
    }
  | {
      readonly kind: "store moved";
      readonly other: string;
      readonly store: string;
      readonly from: string;
      readonly to: string;
    };

/** Which data space is bound to which store, over all resources that this run has seen. */
export class Bindings {
  readonly #declared = new Map<string, Binding>();
  readonly #recorded = new Map<string, Binding>();

  /** What the resource was bound to before this run; the conflicts with what others declare. */
  record(resource: string, before: Binding): Conflict[] {
    this.#recorded.set(resource, before);
    return others(this.#declared, resource).flatMap(([, now]) => moved(before, now, resource));
  }

  /** What the program binds it to now; the conflicts with what others declare, or were bound to. */
  declare(resource: string, now: Binding): Conflict[] {
    this.#declared.set(resource, now);
    return [
      ...others(this.#declared, resource).flatMap(([other, theirs]) => shared(now, theirs, other)),
      ...others(this.#recorded, resource).flatMap(([other, before]) => moved(before, now, other)),
    ];
  }

  /**
   * Whether this is another binding than before this run: the resource had another space or
   * another store, or the store had its space through another resource. False where nothing was
   * recorded: what is new here is not moved.
   */
  isRebound(resource: string, now: Binding): boolean {
    const own = this.#recorded.get(resource);
    if (own && own.dataSpaceId !== now.dataSpaceId) return true;
    if (own?.store && now.store && own.store.name !== now.store.name) return true;
    const ofStore = others(this.#recorded, resource).filter(
      ([, { store }]) => store !== undefined && store.name === now.store?.name,
    );
    return ofStore.some(([, { dataSpaceId }]) => dataSpaceId !== now.dataSpaceId);
  }

  /** The resources that this run has seen bound to the data space, before it or now. */
  boundBy(dataSpaceId: string): string[] {
    const bound = [...this.#declared, ...this.#recorded].filter(
      ([, binding]) => binding.dataSpaceId === dataSpaceId,
    );
    return [...new Set(bound.map(([resource]) => resource))];
  }

  /** The resource is gone. */
  forget(resource: string): void {
    this.#declared.delete(resource);
    this.#recorded.delete(resource);
  }
}

/** One data space, two different stores. */
function shared(mine: Binding, theirs: Binding, other: string): Conflict[] {
  if (mine.dataSpaceId !== theirs.dataSpaceId) return [];
  if (!mine.store || !theirs.store || mine.store.name === theirs.store.name) return [];
  const type = mine.type ?? theirs.type;
  return [
    { kind: "shared space", other, store: mine.store.name, otherStore: theirs.store.name, type },
  ];
}

/** A production store that had another data space, through whichever resource. */
function moved(before: Binding, now: Binding, other: string): Conflict[] {
  const store = now.store;
  if (store?.role !== "production" || now.allowRebind) return [];
  if (before.store?.role !== "production" || before.store.name !== store.name) return [];
  if (before.dataSpaceId === now.dataSpaceId) return [];
  return [
    {
      kind: "store moved",
      other,
      store: store.name,
      from: before.dataSpaceId,
      to: now.dataSpaceId,
    },
  ];
}

const others = (table: ReadonlyMap<string, Binding>, resource: string) =>
  [...table].filter(([other]) => other !== resource);
