import type { Clock, Random } from "../domain/clock";

import { CommerceServicesError } from "../domain/errors";
import type { KeyPair } from "../domain/keyPair";
import { callCancelled } from "../http/errors";
import * as errors from "./errors";
import type { Wire } from "./request";
import { readPing } from "./response";
import type { Registry } from "./types";

const PING = { method: "GET", path: "ping" } as const;

/** The gateway's two ways to say that a pair does not work, one for each half. */
const REFUSALS: readonly string[] = [errors.clientIdInvalid.code, errors.jwtInvalid.code];

/** Whether pairs work, now or within the time that a change may take to reach the gateway. */
export function createVerification(
  wire: Wire,
  poll: PollOptions,
): Pick<
  Registry,
  "ping" | "probe" | "verify" | "verifyDead" | "probePublicKey" | "verifyPublicKeyDead"
> {
  const seconds = poll.timeoutMs / 1000;
  const who = ({ environment, publicKey }: Omit<KeyPair, "privateKey">) => ({
    host: wire.where(environment).host,
    publicKey,
  });
  const wait = (
    { environment }: Pick<KeyPair, "environment">,
    look: () => Promise<true | undefined>,
  ) =>
    waitFor(look, poll).catch((error: unknown) => {
      if (error instanceof CommerceServicesError || !poll.signal.aborted) throw error;
      throw callCancelled(wire.where(environment));
    });

  /** Undefined when accepted. What is neither is thrown: it says nothing about the pair. */
  async function refusal(pair: KeyPair): Promise<CommerceServicesError | undefined> {
    try {
      readPing(await wire.signed(pair, PING));
      return undefined;
    } catch (error) {
      if (error instanceof CommerceServicesError && REFUSALS.includes(error.code)) return error;
      throw error;
    }
  }

  const probePublicKey: Registry["probePublicKey"] = async (environment, publicKey) => {
    const exchange = await wire.unsigned({ environment, publicKey }, PING);
    try {
      readPing(exchange);
    } catch (error) {
      const code = error instanceof CommerceServicesError ? error.code : undefined;
      // Only a key that the gateway knows is asked for its signature.
      if (code === errors.signatureNotReceived.code) return "alive";
      if (code === errors.clientIdInvalid.code) return "unknown";
      throw error;
    }
    throw errors.unsignedAccepted(exchange.to);
  };

  return {
    probePublicKey,

    async verifyPublicKeyDead(environment, publicKey) {
      const key = { environment, publicKey };
      const dead = await wait(key, async () =>
        (await probePublicKey(environment, publicKey)) === "unknown" ? true : undefined,
      );
      if (!dead) throw errors.stillAccepted(who(key), seconds);
    },

    async ping(pair) {
      const refused = await refusal(pair);
      if (refused) throw refused;
    },

    async probe(pair) {
      const refused = await refusal(pair);
      if (refused === undefined) return "accepted";
      return refused.code === errors.jwtInvalid.code ? "known" : "unknown";
    },

    async verify(pair) {
      let last: CommerceServicesError | undefined;
      const accepted = await wait(pair, async () => {
        last = await refusal(pair);
        // The gateway knows the public key, so it has had the news: a wrong private key stays wrong,
        // and where the new pair has stopped the old one each second of waiting is an outage.
        if (last?.code === errors.jwtInvalid.code) throw last;
        return last ? undefined : true;
      });
      if (accepted) return;
      const reason = last ? `${last.path} ${last.problem} (${last.code})` : "";
      throw errors.notAcceptedInTime(who(pair), seconds, reason);
    },

    async verifyDead(pair) {
      // A key whose signature is refused is known: it lives, if not with this private half.
      const isDead = async () => (await refusal(pair))?.code === errors.clientIdInvalid.code;
      const dead = await wait(pair, async () => ((await isDead()) ? true : undefined));
      if (!dead) throw errors.stillAccepted(who(pair), seconds);
    },
  };
}

const FIRST_MS = 250;

const LONGEST_MS = 5_000;

export interface PollOptions {
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  timeoutMs: number;
}

/**
 * Looks at once, then at growing intervals until there is something to see or the time is up; the
 * last look is at the very end of it. Half of each interval is jitter: enough to spread callers,
 * and never a burst.
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
  { clock, random, signal, timeoutMs }: PollOptions,
): Promise<T | undefined> {
  const endsAt = clock.now() + timeoutMs;
  for (let interval = FIRST_MS; ; interval = Math.min(LONGEST_MS, interval * 2)) {
    const seen = await look();
    if (seen !== undefined) return seen;
    const left = endsAt - clock.now();
    if (left <= 0) return undefined;
    await clock.sleep(Math.min(left, Math.round(interval * (0.5 + random() / 2))), signal);
  }
}
