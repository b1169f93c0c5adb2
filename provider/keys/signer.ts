import { createHash } from "node:crypto";
import type { Clock } from "../context";
import { signature } from "./signature";

/** How long one signature is used again. A minute less than it lives, for clocks that differ. */
export const REUSE_MS = 240_000;

/** Signs for many calls: a signature costs about a millisecond, so one serves all calls of minutes. */
export interface Signer {
  /** Now or up to four minutes old. */
  sign(pair: { privateKey: string }): string;
}

export function createSigner(clock: Pick<Clock, "now">): Signer {
  // By a digest, so that the key itself is not kept here. The claims name no key pair, so the
  // private key alone decides the token.
  const made = new Map<string, { token: string; at: number }>();
  return {
    sign(pair) {
      const key = createHash("sha256").update(pair.privateKey).digest("base64");
      const now = clock.now();
      const known = made.get(key);
      // A clock that was set back must not stretch a token's use.
      if (known && now >= known.at && now - known.at < REUSE_MS) return known.token;
      const token = signature(pair, now);
      made.set(key, { token, at: now });
      return token;
    },
  };
}
