/** Lets pieces of work that share a key run one after another. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` once all earlier work of this key has ended, well or badly. */
  withLock<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#last.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
