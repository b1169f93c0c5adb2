import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../keys";

/** The two halves of a pair. */
export interface PairHalves {
  /** The public key ("API key"): an id, no secret. */
  readonly publicKey: pulumi.Input<string>;
  /** The private key: RSA, 2048 bits or more, PEM. Made a secret whatever the caller did. */
  readonly privateKey: pulumi.Input<string>;
}

/** A pair that a person made. Its private half may be lost. */
export type SuppliedPair = Pick<PairHalves, "publicKey"> & Partial<PairHalves>;

/** What a resource signs with: `pair.keyPair` of an ApiKeyPair, or the three values by hand. */
export interface KeyPairInput extends PairHalves {
  /** Which host, and which of the account's two pairs. */
  readonly environment: pulumi.Input<Environment>;
}

/** One pair feeds a thousand resources, and for each output made of it the SDK takes stack traces. */
const prepared = new WeakMap<pulumi.Input<KeyPairInput>, ReturnType<typeof prepare>>();

/** {@link halvesInput} with the environment. */
export function keyPairInput(pair: pulumi.Input<KeyPairInput> | undefined) {
  if (pair === undefined) return undefined;
  // What could still be changed is read each time.
  if (!pulumi.Output.isInstance(pair) && !Object.isFrozen(pair)) return prepare(pair);
  const made = prepared.get(pair) ?? prepare(pair);
  prepared.set(pair, made);
  return made;
}

function prepare(pair: pulumi.Input<KeyPairInput>) {
  const { environment } = apart(pair);
  return { environment: pulumi.unsecret(pulumi.output(environment)), ...halvesInput(pair) };
}

/**
 * A pair as an input: the private half secret, the public one not. The public key must stay
 * readable in the state, for it tells who still holds which pair.
 */
export function halvesInput(pair: pulumi.Input<SuppliedPair>) {
  const { publicKey, privateKey } = apart(pair);
  return {
    publicKey: pulumi.unsecret(pulumi.output(publicKey)),
    ...(privateKey !== undefined && { privateKey: pulumi.secret(privateKey) }),
  };
}

/** A plain object as it is, so that in a preview its known parts stay known; else its lifted parts. */
const apart = <T extends object>(pair: pulumi.Input<T>) =>
  pulumi.Output.isInstance(pair) || pair instanceof Promise ? pulumi.output(pair) : (pair as T);
