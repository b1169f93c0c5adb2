import type { Fault } from "commerce-services-emulator";

/** How a run is disturbed at one of its boundaries. */
export const cuts = [
  "killed before the call was sent",
  "killed after the service saved",
  "killed after the answer",
  "killed before the engine saved",
  "the answer lost on its way",
  "the answer broken off",
  "the call delivered twice",
  "a storm of 429",
  "the service down from here on",
] as const;
export type Cut = (typeof cuts)[number];

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

  constructor(
    readonly cut: Cut | undefined,
    readonly nth: number,
  ) {}

  around = async <T>(_call: string, send: () => Promise<T>): Promise<T> => {
    if (this.isDead) return never;
    const isHere = ++this.calls === this.nth;
    if (isHere && this.cut === "killed before the call was sent") return this.#kill();
    if (isHere && this.cut === "the call delivered twice") await send().catch(() => undefined);
    const answer = await send();
    if (this.isDead || (isHere && this.cut === "killed after the answer")) return this.#kill();
    return answer;
  };

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
