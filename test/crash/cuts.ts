import type { Fault } from "commerce-services-emulator";
import { outcomeUnknown, requestTimedOut } from "../../provider/http/errors";

/** How a run is disturbed at one of its boundaries. */
export const cuts = [
  "killed before the call was sent",
  "killed after the service saved",
  "killed after the answer",
  "killed before the engine saved",
  "the answer lost on its way",
  "the answer broken off",
  "the call delivered twice",
  "the call delivered after the next one",
  "the answer overtaken by the next one",
  "a storm of 429",
  "the service down from here on",
] as const;
export type Cut = (typeof cuts)[number];

/** Answers can overtake each other only where resources are worked on side by side. */
export const isSideBySide = (cut: Cut) => cut === "the answer overtaken by the next one";

export const isKill = (cut: Cut) => cut.startsWith("killed");

/** The fault that the service has from its n-th call of the run on, where the network does it. */
export function faultOf(cut: Cut, nth: number): Fault | undefined {
  const from = { operation: "*", after: nth - 1 } as const;
  switch (cut) {
    case "the answer lost on its way":
      return { ...from, effect: { kind: "reset", when: "after-change" } };
    case "the answer broken off":
      return { ...from, effect: { kind: "truncated" } };
    case "a storm of 429":
      return { ...from, times: 3, effect: { kind: "rate-limit", retryAfterSeconds: 2 } };
    case "the service down from here on":
      return { ...from, times: null, effect: { kind: "status", status: 503 } };
    default:
      return undefined;
  }
}

/** What the client throws when no answer has come in time, whatever becomes of the call. */
function givenUp(call: string): Error {
  const where = { host: "the service", configKey: "gatewayUrl" };
  const creates = /^POST .*\/(keys|initialize)$/.test(call);
  const timedOut = requestTimedOut(where, 10);
  return creates ? outcomeUnknown(where, timedOut) : timedOut;
}

/** A promise that never comes: what a killed process makes of whatever it awaits. */
export const never = new Promise<never>(() => {});

/** Counts boundaries, and ends the run at one of them as `kill -9` would: nothing after it happens. */
export class Scissors {
  calls = 0;
  saves = 0;
  #die: () => void = () => {};
  readonly death = new Promise<"killed">((resolve) => {
    this.#die = () => resolve("killed");
  });
  isDead = false;
  /** A call that has been given up, and is still on its way. */
  #late: (() => Promise<unknown>) | undefined;
  /** An answer has waited for one that was asked for later. */
  wasOvertaken = false;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(
    readonly cut: Cut | undefined,
    readonly nth: number,
  ) {}

  around = async <T>(call: string, send: () => Promise<T>): Promise<T> => {
    if (this.isDead) return never;
    const isHere = ++this.calls === this.nth;
    if (isHere && this.cut === "killed before the call was sent") return this.#kill();
    if (isHere && this.cut === "the call delivered twice") await send().catch(() => undefined);
    if (isHere && this.cut === "the call delivered after the next one") {
      this.#late = send;
      throw givenUp(call);
    }
    const answer = await this.#watched(send);
    if (isHere && this.cut && isSideBySide(this.cut)) await this.#nextAnswer();
    if (this.isDead || (isHere && this.cut === "killed after the answer")) return this.#kill();
    return answer;
  };

  /** Around the calls of the run that heals: what was given up may arrive only now. */
  afterwards = <T>(_call: string, send: () => Promise<T>): Promise<T> => this.#watched(send);

  async #watched<T>(send: () => Promise<T>): Promise<T> {
    this.#underWay++;
    try {
      return await send();
    } finally {
      this.#underWay--;
      for (const wake of this.#waiting.splice(0)) wake();
      await this.arriveLate();
    }
  }

  async arriveLate(): Promise<void> {
    const late = this.#late;
    this.#late = undefined;
    await late?.().catch(() => undefined);
  }

  /** When another call has had its answer; at once, when there is none under way. */
  async #nextAnswer(): Promise<void> {
    if (this.#underWay === 0) return;
    this.wasOvertaken = true;
    await new Promise<void>((wake) => this.#waiting.push(wake));
  }

  /** The service has carried the call out; its answer has not left. */
  exchanged = (): void => {
    if (this.calls === this.nth && this.cut === "killed after the service saved") void this.#kill();
  };

  beforeSaved = async (): Promise<void> => {
    if (this.isDead) return never;
    const isHere = ++this.saves === this.nth;
    if (isHere && this.cut === "killed before the engine saved") await this.#kill();
  };

  #kill(): Promise<never> {
    this.isDead = true;
    this.#die();
    return never;
  }
}
