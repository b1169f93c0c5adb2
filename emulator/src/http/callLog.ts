import type { VirtualClock } from "../clock";
import type { Call, ListenerName, Reply } from "./exchange";

/** One call, as anyone may see it: identifiers, never a header, a body or a query. */
export interface LoggedCall {
  readonly sequence: number;
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
  readonly listener: ListenerName;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly publicKey: string | null;
  readonly status: number;
  readonly outcome: string;
  readonly requestId: string;
}

/** The longest path of our own routes is under 150 characters; what is longer is not worth keeping. */
const PATH_SHOWN = 200;

/** The last calls, in a ring, so that a run of a million needs no more memory than one of 10,000. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #next = 0;
  #sequence = 0;
  readonly #listeners = new Set<(call: LoggedCall) => void>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly capacity = 10_000,
  ) {}

  add(call: Call, reply: Reply): void {
    const entry: LoggedCall = {
      sequence: ++this.#sequence,
      at: new Date(this.clock.now()).toISOString(),
      listener: call.listener,
      operation: call.operation,
      method: call.method,
      path: call.path.slice(0, PATH_SHOWN),
      publicKey: reply.publicKey ?? null,
      status: reply.status,
      outcome: reply.outcome,
      requestId: call.requestId,
    };
    this.#calls[this.#next] = entry;
    this.#next = (this.#next + 1) % this.capacity;
    for (const listener of this.#listeners) listener(entry);
  }

  /** Oldest first. */
  since(sequence = 0): LoggedCall[] {
    const inOrder = [...this.#calls.slice(this.#next), ...this.#calls.slice(0, this.#next)];
    return inOrder.filter((call) => call.sequence > sequence);
  }

  onCall(listener: (call: LoggedCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#calls = [];
    this.#next = 0;
  }
}
