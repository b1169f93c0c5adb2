import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { JwtRules } from "../../rules/jwt";

/*
 * RS256 by node:crypto and nothing else: the header has one accepted form, the key comes from our
 * own records and the claims are two or three comparisons, while a general JWT library doubles the
 * cost of a call. `test/jwt.test.ts` holds it against hostile tokens.
 */

const IMS = "https://ims-na1.adobelogin.com";

/** The same constants for every merchant: they say nothing about who signed. */
const EXPECTED_CLAIMS: Readonly<Record<string, unknown>> = {
  iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
  sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
  aud: `${IMS}/c/9ec9d05f79eb443e8f76ce477b1e413c`,
  [`${IMS}/s/ent_reactor_sdk`]: true,
  [`${IMS}/s/asset_compute_meta`]: true,
  [`${IMS}/s/ent_adobeio_sdk`]: true,
  [`${IMS}/s/event_receiver_api`]: true,
};

const PART = /^[A-Za-z0-9_-]+$/;

/** Why a token is not accepted, for the call log; the wire says `JWT is invalid` to all of them. */
export type JwtFlaw = "malformed" | "algorithm" | "signature" | "expired" | "too-long" | "claims";

export function flawOf(
  token: string,
  verifier: KeyObject,
  now: number,
  { checks, longestLifeSeconds }: JwtRules,
): JwtFlaw | null {
  const [header, payload, signature, ...rest] = token.split(".");
  if (!header || !payload || !signature || rest.length > 0) return "malformed";
  if (!PART.test(header) || !PART.test(payload) || !PART.test(signature)) return "malformed";
  const head = parsed(header);
  if (!head) return "malformed";
  // Never let the token choose: `none` and HS256 with the public key as secret die here.
  if (head.get("alg") !== "RS256") return "algorithm";
  const signed = Buffer.from(token.slice(0, header.length + 1 + payload.length), "ascii");
  if (!verify("RSA-SHA256", signed, verifier, Buffer.from(signature, "base64url")))
    return "signature";
  const claims = parsed(payload);
  if (!claims) return "malformed";
  const expiry = claims.get("exp");
  if (typeof expiry !== "number" || !Number.isFinite(expiry)) return "claims";
  if (expiry * 1000 <= now) return "expired";
  if (expiry * 1000 > now + longestLifeSeconds * 1000) return "too-long";
  if (checks === "lenient") return null;
  if (head.get("typ") !== "JWT") return "claims";
  for (const [name, value] of Object.entries(EXPECTED_CLAIMS))
    if (claims.get(name) !== value) return "claims";
  return null;
}

/** A Map, so that a claim called `__proto__` is a claim. */
function parsed(part: string): Map<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return new Map(Object.entries(value));
  } catch {
    return null;
  }
}

/** Parsed verifiers, the latest thousand: parsing costs as much as two verifications. */
const parsedVerifiers = new Map<string, KeyObject>();
const KEPT = 1_000;

export function verifierOf(publicKey: string, pem: string): KeyObject {
  const name = `${publicKey}\n${pem}`;
  const known = parsedVerifiers.get(name);
  if (known) return known;
  const made = createPublicKey(pem);
  parsedVerifiers.set(name, made);
  if (parsedVerifiers.size > KEPT) {
    const [oldest] = parsedVerifiers.keys();
    if (oldest !== undefined) parsedVerifiers.delete(oldest);
  }
  return made;
}
