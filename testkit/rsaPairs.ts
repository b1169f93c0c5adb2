import { generateKeyPairSync } from "node:crypto";
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

/** What an emulator makes pairs of: so many of them, given out in turn. */
export function rsaPairsInTurn(count: number): () => Promise<RsaPair> {
  let next = 0;
  return async () => {
    const { privateKey, publicKey } = rsaPair(next++ % count);
    return { privateKey, verifier: publicKey };
  };
}
