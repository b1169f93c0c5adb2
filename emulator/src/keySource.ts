import { generateKeyPair } from "node:crypto";

/** A pair as PEM: PKCS#8 for the customer, SPKI for the gateway. */
export interface RsaPair {
  readonly privateKey: string;
  readonly verifier: string;
}

/** Where pairs come from. Tests that issue thousands hand in ready ones. */
export type KeySource = () => Promise<RsaPair>;

/**
 * RSA-2048 pairs, made ahead of demand: one takes a quarter of a second of a core. OpenSSL makes
 * them on a thread of its own, so calls are answered meanwhile.
 */
export function pairsMadeAhead(ahead = 2): KeySource {
  const ready: Promise<RsaPair>[] = [];
  const refill = () => {
    while (ready.length < ahead) {
      const pair = makePair();
      // Whoever takes it sees the failure; until then it must not end the process.
      pair.catch(() => {});
      ready.push(pair);
    }
  };
  return () => {
    const next = ready.shift() ?? makePair();
    // Refilled after this one: with two cores, making three at once would slow the one awaited.
    const refillSoon = () => setImmediate(refill).unref();
    next.then(refillSoon, refillSoon);
    return next;
  };
}

/** One supply for all emulators of a process. It is empty until the first pair is asked for. */
export const sharedPairs: KeySource = pairsMadeAhead();

function makePair(): Promise<RsaPair> {
  return new Promise((resolve, reject) => {
    generateKeyPair(
      "rsa",
      {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      },
      (error, publicKey, privateKey) =>
        error ? reject(error) : resolve({ privateKey, verifier: publicKey }),
    );
  });
}
