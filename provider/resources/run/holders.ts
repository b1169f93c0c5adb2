/**
 * Which resources hold which pair, as far as this run has seen them.
 *
 * Invariant: from the moment a resource is seen until its update has succeeded, it holds both the
 * pair it was recorded with and the one it is about to get. A failed update, after which the
 * engine may go on (`--continue-on-error`), therefore leaves it holding the old one.
 */
export class Holders {
  readonly #recorded = new Map<string, string>();
  readonly #next = new Map<string, string>();

  /** The resource was recorded holding this pair, and its update has not succeeded yet. */
  recorded(resource: string, publicKey: string): void {
    this.#recorded.set(resource, publicKey);
  }

  /** The program declares that the resource holds this pair. */
  declared(resource: string, publicKey: string): void {
    this.#next.set(resource, publicKey);
  }

  /** The resource was given the pair, and verified it. */
  given(resource: string, publicKey: string): void {
    this.#recorded.set(resource, publicKey);
    this.#next.set(resource, publicKey);
  }

  /** The resource is gone. */
  released(resource: string): void {
    this.#recorded.delete(resource);
    this.#next.delete(resource);
  }

  /** The resources that hold this pair. */
  of(publicKey: string): string[] {
    const holds = (table: Map<string, string>) =>
      [...table].filter(([, key]) => key === publicKey).map(([resource]) => resource);
    return [...new Set([...holds(this.#recorded), ...holds(this.#next)])].sort();
  }

  /** Whether this run has seen the resource given some pair: its record may lag behind. */
  knows(resource: string): boolean {
    return this.#recorded.has(resource);
  }
}
