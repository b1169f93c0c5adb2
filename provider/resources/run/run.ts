import type { PairEnd } from "../../domain/keyPolicy";
import { Bindings } from "./bindings";
import { Holders } from "./holders";

/**
 * What one operation of the engine (one preview, one up, one refresh) has shown of the stack so
 * far. Begun empty with the process, never saved.
 */
export class Run {
  /** Who signs with which pair. */
  readonly holders = new Holders();
  /** Which data space is bound to which store. */
  readonly bindings = new Bindings();
  /** Work that must not overlap, such as making an account's only project. */
  readonly mutex = new KeyedMutex();
  /** The resources that the program declares, as far as they were checked. */
  readonly declared = new Set<string>();
  /** What this run is about to call a project. */
  readonly projectNames = new Map<string, string>();
  /** Public keys that a resource of this run declares as its current pair. */
  readonly current = new Map<string, string>();
  /** Public keys of the pairs that this run has made, by their resource. */
  readonly made = new Map<string, string>();
  /** Public keys of the pairs that this run replaces, by their resource. */
  readonly replaced = new Map<string, string>();
  /** Public keys of the pairs that this run replaces, and when each stops working. */
  readonly pairEnds = new Map<string, PairEnd>();
}

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
