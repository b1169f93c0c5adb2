import type { Clock } from "../domain/clock";
import type { Environment, KeyPair } from "../domain/keyPair";
import type { HttpResponse } from "../http/types";
import { createSigner } from "../keys";

/** From here on a difference is worth telling: signatures live for minutes. */
export const WORTH_TELLING_MS = 30_000;

/** `Date` counts whole seconds (RFC 9110, 6.6.1), so it is half of one off on average. */
const DATE_STEP_MS = 1_000;

/**
 * The time as one gateway has it. Signatures expire by its clock, not by this machine's, and every
 * answer says what it reads: one that was refused for its time alone is signed again by that.
 */
export class ServiceClock {
  readonly #clock: Pick<Clock, "now">;
  readonly #tell: (differenceMs: number) => void;
  readonly #signer = createSigner(this);
  #differenceMs = 0;
  #accuracyMs = Number.POSITIVE_INFINITY;
  #isTold = false;

  /** @param tell called once, when this machine's clock is found half a minute off or more */
  constructor(clock: Pick<Clock, "now">, tell: (differenceMs: number) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  now(): number {
    return this.#clock.now() + this.#differenceMs;
  }

  /** How far the gateway is ahead of this machine; 0 where no more than the answer's travel is seen. */
  get differenceMs(): number {
    return this.#differenceMs;
  }

  /** As of now, or of up to four minutes ago. */
  sign(pair: Pick<KeyPair, "privateKey">): string {
    return this.#signer.sign(pair);
  }

  /**
   * Learns from an answer. The middle of the call's time stands for the moment of its `Date`; one
   * that travelled for less time is more exact, and replaces what was known.
   */
  observe({ headers, sentAt, receivedAt }: HttpResponse): void {
    const told = Date.parse(headers.date ?? "");
    if (Number.isNaN(told)) return;
    const accuracyMs = (receivedAt - sentAt + DATE_STEP_MS) / 2;
    const seenMs = told + DATE_STEP_MS / 2 - (sentAt + receivedAt) / 2;
    const differenceMs = Math.abs(seenMs) > accuracyMs ? seenMs : 0;
    const isContradicted =
      Math.abs(differenceMs - this.#differenceMs) > accuracyMs + this.#accuracyMs;
    if (accuracyMs > this.#accuracyMs && !isContradicted) return;
    this.#accuracyMs = accuracyMs;
    this.#differenceMs = differenceMs;
    if (Math.abs(differenceMs) < WORTH_TELLING_MS || this.#isTold) return;
    this.#isTold = true;
    this.#tell(differenceMs);
  }
}

export type ServiceClocks = Readonly<Record<Environment, ServiceClock>>;

/** A clock for each gateway; both tell the same person. */
export function serviceClocks(
  clock: Pick<Clock, "now">,
  gateways: Readonly<Record<Environment, string>>,
  notify: (message: string) => void,
): ServiceClocks {
  const of = (environment: Environment) =>
    new ServiceClock(clock, (differenceMs) => {
      const { host } = new URL(gateways[environment]);
      notify(
        `${host}: ${clockText(differenceMs)}. Calls are signed by the service's time; set the clock right.`,
      );
    });
  return { production: of("production"), sandbox: of("sandbox") };
}

/** `this machine's clock is 10 min behind the service's`, for a service that is ahead. */
export function clockText(differenceMs: number): string {
  const seconds = Math.round(Math.abs(differenceMs) / 1_000);
  const length = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `this machine's clock is ${length} ${differenceMs > 0 ? "behind" : "ahead of"} the service's`;
}
