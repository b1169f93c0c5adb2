/** Where the time comes from. A test hands in its own; the default is the computer's. */
export interface TimeSource {
  /** Milliseconds since the epoch. */
  now(): number;
}

interface Waiter {
  readonly until: number;
  readonly wake: () => void;
  timer?: NodeJS.Timeout;
}

/**
 * The one clock that everything in the emulator obeys: expiry of signatures, propagation of keys,
 * timestamps, `Retry-After`, latency faults. It can be frozen and moved forward, never back:
 * a key that was refused must not come alive again.
 */
export class VirtualClock {
  #offset = 0;
  #frozenAt: number | null = null;
  readonly #waiters = new Set<Waiter>();

  constructor(private readonly source: TimeSource = { now: () => Date.now() }) {}

  now(): number {
    return this.#frozenAt ?? this.source.now() + this.#offset;
  }

  get frozen(): boolean {
    return this.#frozenAt !== null;
  }

  freeze(): void {
    this.#frozenAt ??= this.now();
    this.#reschedule();
  }

  /** Goes on from the moment at which it was frozen. */
  resume(): void {
    if (this.#frozenAt === null) return;
    this.#offset = this.#frozenAt - this.source.now();
    this.#frozenAt = null;
    this.#reschedule();
  }

  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError("The clock only goes forward.");
    if (this.#frozenAt === null) this.#offset += ms;
    else this.#frozenAt += ms;
    this.#reschedule();
  }

  /** Jumps to a moment that lies ahead. */
  set(moment: number): void {
    this.advance(moment - this.now());
  }

  /** Resolves when this clock, not the wall's, has gone on by `ms`. */
  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      const waiter: Waiter = { until: this.now() + ms, wake };
      this.#waiters.add(waiter);
      this.#schedule(waiter);
    });
  }

  /** Back to the source's time, running. */
  reset(): void {
    this.#offset = 0;
    this.#frozenAt = null;
    this.wakeAll();
  }

  wakeAll(): void {
    for (const waiter of this.#waiters) this.#wake(waiter);
  }

  #reschedule(): void {
    for (const waiter of this.#waiters) this.#schedule(waiter);
  }

  #schedule(waiter: Waiter): void {
    clearTimeout(waiter.timer);
    const left = waiter.until - this.now();
    if (left <= 0) this.#wake(waiter);
    else if (!this.frozen) waiter.timer = setTimeout(() => this.#schedule(waiter), left);
  }

  #wake(waiter: Waiter): void {
    clearTimeout(waiter.timer);
    this.#waiters.delete(waiter);
    waiter.wake();
  }
}
