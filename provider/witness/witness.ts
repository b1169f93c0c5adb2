import type { Properties } from "../domain/unknown";
import { ourKind } from "../domain/urn";
import { digestsOf, finderOf, type Halves, opaquePartsOf, textsIn } from "./forms";
import { isUnchanged, type Marks, markName, markOf, marksFor } from "./marks";
import { objectName, podsOf, readBy } from "./readers";
import { CIPHERTEXT, isPair, type RecordedResource, revealed } from "./record";

/** A resource that has the pair, and how that is known. */
export interface Holder {
  readonly urn: string;
  readonly because:
    | { readonly kind: "value" }
    /** The pair that takes its place, which was not proven to work yet. */
    | { readonly kind: "unproven" }
    /** Its last update did not end well, and it takes the pair. */
    | { readonly kind: "unfinished" }
    /** This input was made from the pair and does not show from which; no change of it is known. */
    | { readonly kind: "opaque"; readonly property: string }
    /** Its containers have read this when it had the pair, and were not started anew since. */
    | { readonly kind: "reader"; readonly of: string };
}

/** The stack at one moment, as the engine has recorded it. */
export class Witness {
  readonly #resources: readonly RecordedResource[];
  readonly #texts = new Map<RecordedResource, string>();

  constructor(resources: readonly RecordedResource[]) {
    this.#resources = resources;
  }

  /** Every recorded pair, the old half of a replacement included. */
  get pairs(): RecordedResource[] {
    return this.#resources.filter(isPair);
  }

  /** Whether any recorded resource, pending deletions included, is such a one. */
  has(isSuch: (entry: RecordedResource) => boolean): boolean {
    return this.#resources.some(isSuch);
  }

  /** Whether any recorded resource, pending deletions included, is this pair. */
  records(publicKey: string): boolean {
    return this.has(({ id }) => id === publicKey);
  }

  /**
   * Who holds the pair, judged by the values that they were given: an edge of the graph alone
   * (`dependsOn`, a parent) holds nothing, and when a resource was last changed is no proof.
   */
  holders(pair: Halves): Holder[] {
    const hasPair = finderOf(pair);
    const { pairs } = this;
    const generations = new Generations(pair, pairs);
    const marks = marksFor(pair.publicKey, pairs);
    const objects = new Set(this.#objectsWith(hasPair));
    return this.#others(pair).flatMap((entry): Holder[] => {
      const { urn } = entry;
      if (generations.isUnprovenSuccessor(entry)) return [{ urn, because: { kind: "unproven" } }];
      if (hasPair(this.#textOf(entry))) return [{ urn, because: { kind: "value" } }];
      if (entry.initErrors?.length && generations.takesPair(entry))
        return [{ urn, because: { kind: "unfinished" } }];
      for (const [property, mark] of generations.marksIn(entry)) {
        if (isUnchanged(markName(urn, property), mark, marks))
          return [{ urn, because: { kind: "opaque", property } }];
      }
      const of = readBy(entry).find((name) => !objects.has(name));
      const isReader = of !== undefined && marks.some((then) => markName(urn) in then);
      if (!isReader || !isUnchanged(markName(urn), markOf(entry, podsOf(entry)), marks)) return [];
      return [{ urn, because: { kind: "reader", of } }];
    });
  }

  /** What is to be kept with the successor of this pair, before that is made: see {@link Marks}. */
  marksOf(pair: Halves): Marks {
    const generations = new Generations(pair, this.pairs);
    const objects = new Set(this.#objectsWith(finderOf(pair)));
    return Object.fromEntries(
      this.#others(pair).flatMap((entry): [string, string][] => [
        ...generations
          .marksIn(entry)
          .map(([property, mark]): [string, string] => [markName(entry.urn, property), mark]),
        ...(readBy(entry).some((name) => objects.has(name))
          ? [[markName(entry.urn), markOf(entry, podsOf(entry))] satisfies [string, string]]
          : []),
      ]),
    );
  }

  /** The names of the resources that are recorded as this data space's bindings. */
  bindings(dataSpaceId: string): string[] {
    return this.#resources
      .filter((entry) => entry.delete !== true && entry.id === dataSpaceId)
      .filter(({ type }) => ourKind(type) === "DataSpace")
      .map(({ urn }) => urn);
  }

  /** All that can hold a pair but the pair itself. */
  #others({ publicKey }: Halves): RecordedResource[] {
    return this.#resources.filter(({ id, custom }) => id !== publicKey && custom !== false);
  }

  *#objectsWith(hasPair: (texts: string) => boolean): Generator<string> {
    for (const entry of this.#resources) {
      const name = objectName(entry);
      if (name !== undefined && hasPair(this.#textOf(entry))) yield name;
    }
  }

  #textOf(entry: RecordedResource): string {
    const known = this.#texts.get(entry) ?? textsIn(givenTo(entry));
    this.#texts.set(entry, known);
    return known;
  }
}

/** Inputs in which a pair names others: those that must be dead, or may be ended. */
const NAMES_OTHERS = ["retired", "released", "endsForeignPair"];

function givenTo(entry: RecordedResource): Properties {
  const inputs = entry.inputs ?? {};
  if (!isPair(entry)) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !NAMES_OTHERS.includes(key)));
}

/** A recorded pair; its private half where it is recorded and can be read. */
export function halvesOf({ id, outputs }: RecordedResource): Halves {
  const key = revealed(outputs?.privateKey);
  return { publicKey: id ?? "", privateKey: typeof key === "string" ? key : undefined };
}

/** The pair and those that took its place; values made from one of them that do not show which. */
class Generations {
  readonly #urns: ReadonlySet<string>;
  readonly #known: ReadonlySet<unknown>;
  readonly #shows: readonly ((texts: string) => boolean)[];

  constructor(pair: Halves, pairs: readonly RecordedResource[]) {
    const { publicKey } = pair;
    this.#urns = new Set(pairs.filter(({ id }) => id === publicKey).map(({ urn }) => urn));
    const successors = pairs
      .filter(({ urn, id }) => this.#urns.has(urn) && id !== publicKey)
      .map(halvesOf);
    const digests = successors.flatMap((next) => [...digestsOf(next)]);
    this.#known = new Set([...pairs.map(({ id }) => id), ...digests]);
    this.#shows = [finderOf(pair), ...successors.map(finderOf)];
  }

  isUnprovenSuccessor(entry: RecordedResource): boolean {
    if (!isPair(entry) || entry.delete || !this.#urns.has(entry.urn)) return false;
    const { status } = entry.outputs ?? {};
    return status === undefined || status === null;
  }

  takesPair(entry: RecordedResource): boolean {
    return this.#madeFromPair(entry).length > 0;
  }

  /** The inputs of the resource that do not show whether they were made from the old one. */
  marksIn(entry: RecordedResource): [property: string, mark: string][] {
    return this.#madeFromPair(entry).flatMap((property): [string, string][] => {
      const value = entry.inputs?.[property];
      const parts = opaquePartsOf(value).filter((part) => !this.#known.has(part));
      if (parts.length === 0) return [];
      const texts = textsIn(value);
      if (this.#shows.some((shows) => shows(texts))) return [];
      return [[property, markOf(entry, value, parts.includes(CIPHERTEXT))]];
    });
  }

  #madeFromPair({ propertyDependencies }: RecordedResource): string[] {
    return Object.entries(propertyDependencies ?? {})
      .filter(([, from]) => from?.some((urn) => this.#urns.has(urn)))
      .map(([property]) => property);
  }
}
