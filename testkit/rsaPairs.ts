import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { RsaPair } from "commerce-services-emulator";

/** Both halves as PEM: PKCS#8 and SPKI, 2048 bits. */
export interface PemPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

const made = new Map<number, PemPair>();

/** A pair that was never used before: making one takes a quarter second of a core. */
export const freshRsaPair = (): PemPair =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

/** One of this process's pairs, made when it is first asked for. The number tells them apart. */
export function rsaPair(number = 0): PemPair {
  const pair = made.get(number) ?? freshRsaPair();
  made.set(number, pair);
  return pair;
}

/**
 * What an emulator makes pairs of: no two alike, and each made in milliseconds. They are one key with
 * ever another exponent, so their texts differ, but not all parts of them: not to look for leaks with.
 */
export function rsaPairsInTurn(): () => Promise<RsaPair> {
  const numbers = createPrivateKey(rsaPair().privateKey).export({ format: "jwk" });
  const [n = 0n, p = 0n, q = 0n] = [numbers.n, numbers.p, numbers.q].map(numberOf);
  const [p1, q1] = [p - 1n, q - 1n];
  let e = 65_537n;
  const next = (): RsaPair => {
    const d = inverse(e, p1 * q1);
    const jwk = {
      kty: "RSA",
      ...{ n: textOf(n), e: textOf(e), d: textOf(d), p: textOf(p), q: textOf(q) },
      ...{ dp: textOf(d % p1), dq: textOf(d % q1), qi: textOf(inverse(q, p)) },
    };
    const key = createPrivateKey({ key: jwk, format: "jwk" });
    return {
      privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
      verifier: createPublicKey(key).export({ type: "spki", format: "pem" }).toString(),
    };
  };
  return async () => {
    const pair = next();
    do e += 2n;
    while (greatestCommonDivisor(e, p1 * q1) !== 1n);
    return pair;
  };
}

const numberOf = (text = ""): bigint =>
  BigInt(`0x${Buffer.from(text, "base64url").toString("hex")}`);

function textOf(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url");
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);

/** The number that gives 1 with `a`, modulo `m`; the two have no common divisor. */
function inverse(a: bigint, m: bigint): bigint {
  let [r, next] = [m, a % m];
  let [t, nextT] = [0n, 1n];
  while (next !== 0n) {
    const times = r / next;
    [r, next] = [next, r - times * next];
    [t, nextT] = [nextT, t - times * nextT];
  }
  return ((t % m) + m) % m;
}
