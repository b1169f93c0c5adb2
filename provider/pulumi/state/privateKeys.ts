import { isProperties, type Properties } from "../../domain/unknown";
import { fingerprint } from "../../keys";

/**
 * The private keys that one process has seen, by their fingerprints.
 *
 * The engine records a resource's inputs and its outputs, and writes all of it after each step: of a
 * thousand resources that sign with a pair, two thirds of the state would be its private key. So the
 * inputs of a resource are recorded with the fingerprint in its place; the outputs, which alone a
 * refresh is given, have the key. Every create and update follows a check in the same process, which
 * was given the key itself.
 */
export class PrivateKeys {
  readonly #keys = new Map<string, string>();
  readonly #fingerprints = new Map<string, string>();

  /** The properties with the fingerprint of the private key to sign with, which is remembered. */
  conceal(properties: Properties): Properties {
    return withPrivateKey(properties, (key) => this.#fingerprintOf(key));
  }

  /** Remembers the private key that a resource was recorded signing with. */
  remember({ keyPair }: Properties): void {
    if (isProperties(keyPair) && typeof keyPair.privateKey === "string")
      this.#fingerprintOf(keyPair.privateKey);
  }

  /** The properties with the private key to sign with; where none was seen, as they are. */
  reveal(properties: Properties): Properties {
    return withPrivateKey(properties, (text) => this.#keys.get(text));
  }

  /** Reading a key takes 0.1 ms, and one feeds a thousand resources. Undefined: this is no key. */
  #fingerprintOf(key: string): string | undefined {
    const known = this.#fingerprints.get(key);
    if (known !== undefined) return known;
    try {
      const found = fingerprint(key);
      this.#fingerprints.set(key, found);
      this.#keys.set(found, key);
      return found;
    } catch {
      // A check refuses it, or it is a fingerprint already.
      return undefined;
    }
  }
}

function withPrivateKey(
  properties: Properties,
  change: (privateKey: string) => string | undefined,
): Properties {
  const { keyPair } = properties;
  if (!isProperties(keyPair) || typeof keyPair.privateKey !== "string") return properties;
  const privateKey = change(keyPair.privateKey);
  return privateKey === undefined
    ? properties
    : { ...properties, keyPair: { ...keyPair, privateKey } };
}
