import type { Call, ListenerName } from "../http/exchange";

/** What goes wrong. */
export type FaultEffect =
  | { readonly kind: "latency"; readonly ms: number }
  /** An answer with this status in the service's own body, or in `body`. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      /** `after-change`: the call is carried out and saved, and only its answer is lost. */
      readonly when?: "before-change" | "after-change";
    }
  /** 429 with `Retry-After` in seconds, or as a date that lies so many seconds ahead. */
  | {
      readonly kind: "rate-limit";
      readonly retryAfterSeconds: number;
      readonly as?: "seconds" | "date";
    }
  /** The connection is reset, before the call is carried out or after it was carried out and saved. */
  | { readonly kind: "reset"; readonly when: "before-change" | "after-change" }
  /** The following three spoil the answer of a call that was carried out and saved. */
  | { readonly kind: "truncated" }
  | { readonly kind: "not-json" }
  | { readonly kind: "content-type"; readonly value: string };

/** Which calls it strikes. Without `times`, once. */
export interface Fault {
  /** An operation's name, as in the call log; `*` is every operation of the service. */
  readonly operation: string;
  readonly listener?: ListenerName;
  /** Only calls signed with this pair. */
  readonly publicKey?: string;
  /** Lets so many matching calls pass first. */
  readonly after?: number;
  /** Strikes so many calls; `null`: every one until the fault is removed. */
  readonly times?: number | null;
  /** Strikes each matching call with this probability, drawn from `seed`: the same every time. */
  readonly probability?: number;
  readonly seed?: number;
  readonly effect: FaultEffect;
}

export interface ActiveFault extends Fault {
  readonly id: string;
  /** Calls still to be struck; `null`: no end. */
  readonly remaining: number | null;
  readonly struck: number;
}

interface Entry {
  readonly id: string;
  readonly fault: Fault;
  readonly draw: () => number;
  toSkip: number;
  remaining: number | null;
  struck: number;
}

/** The faults in force, in the order in which they were added. Which call is struck depends on the calls alone. */
export class FaultRules {
  readonly #entries = new Map<string, Entry>();
  #count = 0;

  add(fault: Fault): ActiveFault {
    const entry: Entry = {
      id: `fault-${++this.#count}`,
      fault,
      draw: randomFrom(fault.seed ?? 0),
      toSkip: fault.after ?? 0,
      remaining: fault.times === undefined ? 1 : fault.times,
      struck: 0,
    };
    this.#entries.set(entry.id, entry);
    return shown(entry);
  }

  /** Spent ones stay listed, with `remaining` 0, until they are removed. */
  list(): ActiveFault[] {
    return [...this.#entries.values()].map(shown);
  }

  remove(id: string): boolean {
    return this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
    this.#count = 0;
  }

  /** What strikes this call, and counts it. Delays add up; of the rest the first one added wins. */
  take(call: Call): readonly FaultEffect[] {
    if (this.#entries.size === 0) return NONE;
    const effects: FaultEffect[] = [];
    let broken = false;
    for (const entry of this.#entries.values()) {
      const { effect } = entry.fault;
      if (entry.remaining === 0 || !concerns(entry.fault, call)) continue;
      if (broken && effect.kind !== "latency") continue;
      if (entry.toSkip > 0) {
        entry.toSkip--;
        continue;
      }
      if (entry.draw() >= (entry.fault.probability ?? 1)) continue;
      if (entry.remaining !== null) entry.remaining--;
      entry.struck++;
      effects.push(effect);
      if (effect.kind !== "latency") broken = true;
    }
    return effects;
  }
}

const NONE: readonly FaultEffect[] = [];

const shown = ({ id, fault, remaining, struck }: Entry): ActiveFault => ({
  ...fault,
  id,
  remaining,
  struck,
});

function concerns({ operation, listener, publicKey }: Fault, call: Call): boolean {
  // The controls must keep working while everything else is broken.
  if (call.operation.startsWith("admin.") || call.operation === "dashboard") return false;
  if (operation !== "*" && operation !== call.operation) return false;
  if (listener !== undefined && listener !== call.listener) return false;
  return publicKey === undefined || publicKey === call.headers["x-api-key"];
}

/** mulberry32: small, and the same sequence for the same seed everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
