import { generateKeyPairSync } from "node:crypto";
import type { KeySource, RsaPair } from "../../src/index";

/** A few pairs, made once a test file and handed out in turn: making one takes a quarter second. */
const pairs: RsaPair[] = [];
let next = 0;

export function makePair(): RsaPair {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { privateKey, verifier: publicKey };
}

/** Two pairs that are handed out for ever, so neighbours always differ. */
export const readyPairs: KeySource = async () => {
  if (pairs.length < 2) pairs.push(makePair());
  const pair = pairs[next++ % pairs.length];
  if (!pair) throw new Error("No pair was made.");
  return pair;
};
