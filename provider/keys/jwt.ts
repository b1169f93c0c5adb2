import { createHash, sign } from "node:crypto";
import type { Clock } from "../domain/clock";

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const HEADER = base64url({ typ: "JWT", alg: "RS256" });

/**
 * The value of `x-gw-signature`: a JWT (RS256) that proves possession of the private key.
 *
 * Written by hand: a library would bring options for a token whose every byte is fixed.
 */
export function signature(pair: { privateKey: string }, nowMs: number): string {
  const content = `${HEADER}.${base64url(claims(nowMs))}`;
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), pair.privateKey).toString("base64url")}`;
}

const IMS = "https://ims-na1.adobelogin.com";

/** Seconds a signature is good for. The gateway's tolerance is unknown; every known client uses this. */
export const LIFETIME_S = 300;

/**
 * The claims of the public connector: the same constants for every merchant. The gateway knows the
 * merchant by the public key in `x-api-key`, not by these.
 */
export function claims(nowMs: number): Record<string, string | number | boolean> {
  return {
    exp: Math.floor(nowMs / 1000) + LIFETIME_S,
    iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
    sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
    aud: `${IMS}/c/9ec9d05f79eb443e8f76ce477b1e413c`,
    [`${IMS}/s/ent_reactor_sdk`]: true,
    [`${IMS}/s/asset_compute_meta`]: true,
    [`${IMS}/s/ent_adobeio_sdk`]: true,
    [`${IMS}/s/event_receiver_api`]: true,
  };
}

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
