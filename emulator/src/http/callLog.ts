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
const PATH_SHOWN = 160;

/** Enough for every entry: its names and fixed parts are under 350 characters, the path above. */
const SLOT_BYTES = 576;

/** Slots are allocated so many at a time: most emulators see a few dozen calls. */
const BLOCK_SLOTS = 500;

/**
 * The last calls, in a ring, as JSON outside of the JavaScript heap. Kept as objects, every entry
 * would outlive the young generation, which grows for that: 35 MB more after 100,000 calls.
 */
export class CallLog {
  readonly #blocks: Buffer[] = [];
  readonly #lengths: Uint16Array;
  #sequence = 0;
  /** Everything up to here was cleared. */
  #cleared = 0;
  readonly #listeners = new Set<(call: LoggedCall) => void>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly capacity = 10_000,
  ) {
    this.#lengths = new Uint16Array(capacity);
  }

  add(call: Call, reply: Reply): void {
    const entry: LoggedCall = {
      sequence: ++this.#sequence,
      at: new Date(this.clock.now()).toISOString(),
      listener: call.listener,
      operation: call.operation,
      method: call.method,
      path: shownPath(call.path),
      publicKey: reply.publicKey ?? null,
      status: reply.status,
      outcome: reply.outcome,
      requestId: call.requestId,
    };
    const slot = entry.sequence % this.capacity;
    const { block, offset } = this.#place(slot);
    this.#lengths[slot] = block.write(JSON.stringify(entry), offset, SLOT_BYTES, "latin1");
    for (const listener of this.#listeners) listener(entry);
  }

  /** Oldest first. */
  since(sequence = 0): LoggedCall[] {
    const first = Math.max(sequence, this.#cleared, this.#sequence - this.capacity) + 1;
    const calls: LoggedCall[] = [];
    for (let next = first; next <= this.#sequence; next++) {
      const slot = next % this.capacity;
      const { block, offset } = this.#place(slot);
      const length = this.#lengths[slot] ?? 0;
      calls.push(JSON.parse(block.toString("latin1", offset, offset + length)) as LoggedCall);
    }
    return calls;
  }

  onCall(listener: (call: LoggedCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#cleared = this.#sequence;
  }

  #place(slot: number): { block: Buffer; offset: number } {
    const index = Math.floor(slot / BLOCK_SLOTS);
    this.#blocks[index] ??= Buffer.alloc(BLOCK_SLOTS * SLOT_BYTES);
    return { block: this.#blocks[index], offset: (slot % BLOCK_SLOTS) * SLOT_BYTES };
  }
}

/** Printable ASCII that JSON need not escape, so that a character is a byte and a slot is enough. */
const shownPath = (path: string): string => path.slice(0, PATH_SHOWN).replace(/[^ !#-[\]-~]/g, "?");
