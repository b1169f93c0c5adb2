import { type Binding, BindingTable } from "./bindingTable";

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
  readonly #declared = new BindingTable();
  readonly #recorded = new BindingTable();

  /** What the resource was bound to before this run; the conflicts with what others declare. */
  record(resource: string, before: Binding): Conflict[] {
    this.#recorded.set(resource, before);
    return this.#declared
      .sameStore(resource, before)
      .flatMap(([, now]) => moved(before, now, resource));
  }

  /** What the program binds it to now; the conflicts with what others declare, or were bound to. */
  declare(resource: string, now: Binding): Conflict[] {
    this.#declared.set(resource, now);
    const [besides, before] = [
      this.#declared.sameSpace(resource, now),
      this.#recorded.sameStore(resource, now),
    ];
    return [
      ...besides.flatMap(([other, theirs]) => shared(now, theirs, other)),
      ...before.flatMap(([other, theirs]) => moved(theirs, now, other)),
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
    return this.#recorded
      .sameStore(resource, now)
      .some(([, { dataSpaceId }]) => dataSpaceId !== now.dataSpaceId);
  }

  /** The resources that this run has seen bound to the data space, before it or now. */
  boundBy(dataSpaceId: string): string[] {
    const seen = [this.#declared, this.#recorded].flatMap((table) => table.ofSpace(dataSpaceId));
    return [...new Set(seen)];
  }

  /** The resource is gone. */
  forget(resource: string): void {
    this.#declared.delete(resource);
    this.#recorded.delete(resource);
  }
}

/** Two bindings of one data space: to different stores? */
function shared(mine: Binding, theirs: Binding, other: string): Conflict[] {
  if (!mine.store || !theirs.store || mine.store.name === theirs.store.name) return [];
  const type = mine.type ?? theirs.type;
  return [
    { kind: "shared space", other, store: mine.store.name, otherStore: theirs.store.name, type },
  ];
}

/** Two bindings of one store: a production store that had another data space? */
function moved(before: Binding, now: Binding, other: string): Conflict[] {
  const store = now.store;
  if (store?.role !== "production" || now.allowRebind) return [];
  if (before.store?.role !== "production") return [];
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
